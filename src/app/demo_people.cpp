#include "demo_people.hpp"

namespace kalends::app {
namespace {

constexpr DemoPerson people[] = {
    {"ann@meridian.example", "Ann Becker", berlin},
    {"joerg@meridian.example", "Jörg Müller", berlin},
    {"olena@meridian.example", "Олена Шевченко", berlin},
    {"nikos@meridian.example", "Νίκος Παππάς", berlin},
    {"layla@meridian.example", "ليلى حداد", berlin},
    {"hanako@meridian.example", "佐藤 花子", tokyo},
    {"minjun@meridian.example", "김민준", tokyo},
    {"wei@meridian.example", "王伟", tokyo},
    {"priya@meridian.example", "प्रिया शर्मा", tokyo},
    {"joao@meridian.example", "João Gonçalves", sao_paulo},
    {"beatriz@meridian.example", "Beatriz Araújo", sao_paulo},
    {"zoe@meridian.example", "Zoë O'Brien", sao_paulo},
};

}  // namespace

std::span<const DemoPerson> demo_people() { return people; }

}  // namespace kalends::app
