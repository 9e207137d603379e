#include "demo_plan.hpp"

#include "demo_people.hpp"

namespace kalends::app {
namespace {

constexpr std::string_view room = "https://meet.meridian.example/";

// clang-format off
constexpr DemoHabit habits[] = {
  {{"Stand-up Berlin", "olena", "ann joerg nikos layla", "Kitchen", "", ""},
   "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", berlin, 9, 15, 15},
  {{"朝会", "hanako", "minjun wei priya", "会議室 2", "", ""},
   "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", tokyo, 9, 30, 15},
  {{"Reunião rápida", "joao", "beatriz zoe", "", "https://meet.meridian.example/sp", ""},
   "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", sao_paulo, 9, 0, 15},
  {{"Everybody", "ann", "joerg olena nikos layla hanako minjun wei priya joao beatriz zoe", "",
    room, "News of the three offices, then questions."},
   "FREQ=WEEKLY;BYDAY=MO", berlin, 12, 30, 45},
  {{"Map review", "joerg", "hanako ann wei beatriz", "Large table",
    "https://meet.meridian.example/review", "One sheet each. Bring the proofs."},
   "FREQ=WEEKLY;BYDAY=WE", berlin, 10, 0, 90, true},
  {{"Ann / Олена", "ann", "olena", "", "", ""}, "FREQ=WEEKLY;BYDAY=TU", berlin, 11, 0, 30},
  {{"Ann / Νίκος", "ann", "nikos", "", "", ""}, "FREQ=WEEKLY;BYDAY=TH", berlin, 11, 0, 30},
  {{"João / Beatriz", "joao", "beatriz", "Café da esquina", "", ""}, "FREQ=WEEKLY;BYDAY=TU", sao_paulo, 14, 0, 30},
  {{"花子 / 민준", "hanako", "minjun", "", "", ""}, "FREQ=WEEKLY;BYDAY=TH", tokyo, 16, 0, 30},
  {{"Print run", "layla", "nikos joao priya", "", room, "What goes to the printer this week."},
   "FREQ=WEEKLY;BYDAY=FR", berlin, 13, 0, 45},
  {{"Running group", "nikos", "layla joerg", "At the canal", "", "Five kilometres, slowly."},
   "FREQ=WEEKLY;BYDAY=TU,TH", berlin, 18, 0, 60},
};

constexpr DemoDate dates[] = {
  {{"Post-mortem: the upside-down atlas", "priya", "minjun hanako joao ann", "", room,
    "What happened, not who."},
   -3, tokyo, 18, 0, 60},
  {{"Contours: which interval?", "wei", "priya hanako joerg", "", room, ""},
   -1, tokyo, 17, 0, 60},
  {{"Interview: cartographer", "olena", "ann joerg", "Room 1", "", "The folder has two maps."},
   1, berlin, 14, 0, 60},
  {{"Budget for the winter", "ann", "hanako joao", "", "https://meet.meridian.example/budget", ""},
   2, berlin, 13, 0, 60},
  {{"Farewell for the intern", "joerg", "ann olena nikos layla", "Kitchen", "", "Cake."},
   2, berlin, 16, 0, 60, true},
  {{"Visit to the paper mill", "layla", "nikos", "Mill, gate 3", "", ""},
   3, berlin, 8, 0, 240},
  {{"Dentist", "zoe", "", "", "", ""},
   4, sao_paulo, 10, 30, 45},
  {{"Legend workshop", "beatriz", "joao zoe wei", "", room, ""},
   5, sao_paulo, 9, 30, 120},
};

constexpr DemoDays several_days[] = {
  {{"出張 大阪", "minjun", "", "大阪", "", ""}, -5, 2, tokyo, false},
  {{"Birthday of Jörg", "olena", "ann nikos layla joerg", "", "", ""}, 1, 1, berlin, true},
  {{"Trip to the book fair", "nikos", "layla ann", "Frankfurt", "", ""}, 4, 3, berlin, false},
  {{"Férias", "zoe", "", "", "", ""}, 6, 2, sao_paulo, false},
};

constexpr DemoSoon soon[] = {
  {{"Coffee", "ann", "olena", "Kitchen", "", "Begins in a moment."}, 2, 15},
  {{"Call with the printer", "ann", "layla nikos", "", room, "The blue is too dark."}, 5, 30},
  {{"Sheet 14: last look", "ann", "joerg hanako", "", "https://meet.meridian.example/14", ""}, 31, 30},
  {{"Plan for next week", "olena", "ann joerg hanako joao", "", room, ""}, 32, 45},
};
// clang-format on

}  // namespace

std::span<const DemoHabit> demo_habits() { return habits; }
std::span<const DemoDate> demo_dates() { return dates; }
std::span<const DemoDays> demo_days() { return several_days; }
std::span<const DemoSoon> demo_soon() { return soon; }

}  // namespace kalends::app
