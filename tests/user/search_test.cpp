#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <kalends/user/user.hpp>

using namespace kalends;
using namespace kalends::user;

namespace {

using Names = std::vector<std::string>;

/// A database of people who only have names.
class People {
 public:
  void add(const std::string& name, const std::string& email = "") {
    const UserId id{next_++};
    const std::string address =
        email.empty() ? "p" + std::to_string(id.value) + "@x.example" : email;
    const auto added = database_.write([&](db::Transaction& transaction) {
      return add_user(transaction, id, {address, name, "UTC", "hash", false}, Instant{});
    });
    REQUIRE(added.has_value());
  }
  void rename(const std::string& email, const std::string& name) {
    const auto done = database_.write([&](db::Transaction& transaction) -> Result<bool> {
      set_name(transaction, find_user_by_email(transaction.db(), email).value(), name);
      return true;
    });
    REQUIRE(done.has_value());
  }
  Names find(std::string_view query, int limit = 50) {
    Names names;
    for (const User& user : search_users(*reader_, query, limit)) names.push_back(user.name);
    return names;
  }

 private:
  test::TempDir directory_;
  db::Database database_{directory_.file("kalends.db")};
  std::unique_ptr<db::Connection> reader_ = database_.open_reader();
  std::int64_t next_ = 1;
};

}  // namespace

TEST_CASE("people of every script are found by how a word of theirs begins") {
  struct Case {
    std::string name;
    std::vector<std::string> found_by;
    std::vector<std::string> not_by;
  };
  const std::vector<Case> cases{
      {"Ångström Øvergård", {"angstrom", "ÅNG", "øver"}, {"strom", "gård"}},
      {"Nguyễn Văn Đức", {"nguyen", "Nguyễn", "van", "VĂN"}, {"uyen"}},
      {"Łukasz Żółć", {"łukasz", "ŁUK", "zołc"}, {"kasz"}},
      {"Siobhán O'Brien", {"siobhan", "brien", "o'brien"}, {"bhan"}},
      {"Großmann", {"grossmann", "GROSSMANN", "großm"}, {"mann"}},
      {"Γιώργος Παπαδόπουλος", {"γιωργος", "ΓΙΏΡΓΟΣ", "παπαδοπουλος"}, {"πουλος"}},
      {"Семён Ёлкин", {"семен", "СЕМЁН", "ёлкин", "елкин"}, {"кин"}},
      {"Արամ Խաչատրյան", {"արամ", "ԽԱՉ"}, {"տրյան"}},
      {"თამარ ბერიძე", {"თამარ", "ბერ"}, {"რიძე"}},
      {"محمد الأمين", {"محمد", "الامين", "الأمين"}, {"حمد"}},
      {"דָּוִד כֹּהֵן", {"דוד", "כהן"}, {"הן"}},
      {"राजेश कुमार", {"राजेश", "कुमार"}, {"जेश"}},
      {"தமிழ் செல்வன்", {"தமிழ்", "செல்"}, {"மிழ்"}},
      {"田中太郎", {"田中", "太郎", "郎", "中太郎"}, {"田太", "太中"}},
      {"タナカ ハナコ", {"タナカ", "ハナ", "ﾊﾅ"}, {}},
      {"王小明", {"王", "小明", "王小明"}, {"明小"}},
      {"박지성", {"박", "지성", "박지성"}, {"성지"}},
      {"สมหญิง รักไทย", {"สมหญิง", "รัก", "ไทย"}, {"ไทยรัก"}},
      {"𐐔𐐯𐑅𐐨𐑉𐐯𐐻", {"𐐔𐐯", "𐐼𐐯"}, {}},
      {"Ｆｕｌｌ Ｗｉｄｔｈ", {"full", "width"}, {"idth"}},
  };
  for (const auto& [name, found_by, not_by] : cases) {
    People people;
    people.add("Somebody Else");
    people.add(name);
    for (const auto& query : found_by) CHECK_MESSAGE(people.find(query) == Names{name}, query);
    for (const auto& query : not_by) CHECK_MESSAGE(people.find(query).empty(), query);
  }
}

TEST_CASE("each word asked for must begin a word of the person") {
  People people;
  people.add("Ann Lindqvist", "ann@firm.example");
  people.add("Ann Okafor", "ann@other.example");
  CHECK(people.find("ann").size() == 2);
  CHECK(people.find("ann lind") == Names{"Ann Lindqvist"});
  CHECK(people.find("lind ann") == Names{"Ann Lindqvist"});
  CHECK(people.find("ann other") == Names{"Ann Okafor"});
  CHECK(people.find("lind okafor").empty());
}

TEST_CASE("addresses are found by their parts") {
  People people;
  people.add("Ann", "ann.lee+cal@mail.firm.example");
  for (const char* query :
       {"lee", "cal", "mail", "firm.example", "ann.lee+cal@mail.firm.example"}) {
    CHECK_MESSAGE(people.find(query) == Names{"Ann"}, query);
  }
}

TEST_CASE("a person is found once, however many words fit") {
  People people;
  people.add("Ann Anna Annabel", "anne@ann.example");
  CHECK(people.find("an") == Names{"Ann Anna Annabel"});
}

TEST_CASE("a search for nothing finds nobody") {
  People people;
  people.add("Ann");
  for (const char* query : {"", " ", "---", "'", "%", "_", "🙂", "\u200b", "*"}) {
    CHECK_MESSAGE(people.find(query).empty(), query);
  }
}

TEST_CASE("a search gives at most as many as asked for") {
  People people;
  for (int i = 0; i < 30; ++i) people.add("Twin");
  CHECK(people.find("twin", 5).size() == 5);
  CHECK(people.find("twin", 50).size() == 30);
}

TEST_CASE("whoever changes their name is found by the new one only") {
  People people;
  people.add("Bob", "b@x.example");
  people.rename("b@x.example", "Robert");
  CHECK(people.find("robert") == Names{"Robert"});
  CHECK(people.find("bob").empty());
}
