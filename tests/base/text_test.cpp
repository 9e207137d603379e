#include <algorithm>

#include <doctest/doctest.h>

#include <kalends/base/text.hpp>

namespace kalends {
namespace {

using Words = std::vector<std::string>;

/// True when typing `typed` finds a person called `name`: each typed word begins one of the name's.
bool finds(std::string_view typed, std::string_view name) {
  const Words words = search_words(name);
  const Words wanted = search_words(typed);
  // The whole of what is typed is its longest word, where rests of words are listed too.
  const auto longest = std::max_element(
      wanted.begin(), wanted.end(),
      [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  return longest != wanted.end() &&
         std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word.starts_with(*longest); });
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(character_count("") == 0);
  CHECK(character_count("Ann") == 3);
  CHECK(character_count("Zo\u00eb") == 3);
  CHECK(character_count("\u674e\u96f7") == 2);
  CHECK(character_count("\U0001F4C5") == 1);
}

TEST_CASE("what is not UTF-8 has no count") {
  for (const std::string_view text :
       {"\xff", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xed\xbf\xbf",
        "\xf4\x90\x80\x80", "Ann\x80", "\xe2\x82", "\xf0\x9f\x93"}) {
    CHECK_FALSE(character_count(text).has_value());
  }
}

TEST_CASE("control characters are found, and line ends only where lines are not allowed") {
  CHECK_FALSE(has_control_characters("Planning \u2013 Q3 \U0001F4C5", false));
  CHECK(has_control_characters("a\nb", false));
  CHECK_FALSE(has_control_characters("a\r\n\tb", true));
  CHECK(has_control_characters("a\x1b[2J", true));
  CHECK(has_control_characters("a\x7f", true));
  CHECK(has_control_characters(std::string_view("a\0b", 3), true));
  CHECK(has_control_characters("a\u0085b", true));
  CHECK(has_control_characters("a\u2028b", false));
}

TEST_CASE("addresses that differ only in case fold to the same") {
  CHECK(fold_case("Ann@Example.ORG") == fold_case("ann@example.org"));
  CHECK(fold_case("J\u00dcRGEN@example.org") == fold_case("j\u00fcrgen@example.org"));
  CHECK(fold_case("\u0386\u039d\u039d\u0391@x.gr") == fold_case("\u03ac\u03bd\u03bd\u03b1@x.gr"));
  CHECK(fold_case("\u0418\u0412\u0410\u041d@x.ru") == fold_case("\u0438\u0432\u0430\u043d@x.ru"));
  CHECK(fold_case("ann@example.org") != fold_case("anna@example.org"));
}

TEST_CASE("an accent is the same however it is encoded, but it is not nothing") {
  CHECK(fold_case("zoe\u0308@x.org") == fold_case("zo\u00eb@x.org"));
  CHECK(fold_case("zoe@x.org") != fold_case("zo\u00eb@x.org"));
}

TEST_CASE("folding twice changes nothing more") {
  for (const char* text : {"STRASSE", "Stra\u00dfe", "\u0130stanbul", "\u039f\u0394\u039f\u03a3"}) {
    const std::string once = fold_case(text);
    CHECK(fold_case(once) == once);
  }
}

TEST_CASE("a name is found by its words, without case and accents") {
  CHECK(search_words("Zo\u00eb M\u00fcller") == Words{"muller", "zoe"});
  CHECK(search_words("ann.lee@example.org") == Words{"ann", "example", "lee", "org"});
  CHECK(search_words("O'Neill-Smith, Jr.") == Words{"jr", "neill", "o", "smith"});
  CHECK(search_words("Ann ANN ann") == Words{"ann"});
  CHECK(search_words("  ...  ").empty());
  CHECK(search_words("").empty());
  CHECK(search_words("Room 101") == Words{"101", "room"});
}

TEST_CASE("people are found in the scripts of the world") {
  CHECK(finds("nguyen", "Nguy\u1ec5n V\u0103n An"));
  CHECK(finds("\u0438\u0432\u0430\u043d",
              "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432"));
  CHECK(finds("\u03b1\u03bd\u03bd\u03b1", "\u0386\u03bd\u03bd\u03b1"));
  CHECK(finds("\u05d3\u05d5\u05d3", "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df"));
  CHECK(finds("\u0645\u062d\u0645\u062f", "\u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f"));
  CHECK(finds("\u0930\u0935\u093f", "\u0930\u0935\u093f \u0915\u0941\u092e\u093e\u0930"));
  CHECK_FALSE(finds("bob", "Ann Lee"));
}

TEST_CASE("where no spaces are written, a given name is found behind the family name") {
  CHECK(finds("\u96f7", "\u674e\u96f7"));                                      // Chinese
  CHECK(finds("\u592a\u90ce", "\u5c71\u7530\u592a\u90ce"));                    // Japanese
  CHECK(finds("\u305f\u308d\u3046", "\u3084\u307e\u3060\u305f\u308d\u3046"));  // kana
  CHECK(finds("\ucca0\uc218", "\uae40\ucca0\uc218"));                          // Korean
  CHECK(finds("\u0e0a\u0e32\u0e22", "\u0e2a\u0e21\u0e0a\u0e32\u0e22"));        // Thai
  CHECK(
      finds("\u1000\u103c\u100a\u103a", "\u1021\u1031\u102c\u1004\u103a\u1000\u103c\u100a\u103a"));
  CHECK(finds("\u179a\u178f\u17d2\u1793", "\u179f\u17bb\u179a\u178f\u17d2\u1793"));  // Khmer
}

TEST_CASE("wide letters are found by narrow ones") {
  CHECK(search_words("\uff21\uff2e\uff2e") == Words{"ann"});
}

TEST_CASE("the words of a text stand in what is left of it without case and accents") {
  for (const char* text :
       {"Zo\u00eb M\u00fcller, 101", "STRASSE Stra\u00dfe", "\u6771\u4eac\u90fd\u5e81",
        "\uae40\ucca0\uc218", "\uff21\uff2e\uff2e", "\ufb01nd", "\u0386\u03bd\u03bd\u03b1"}) {
    const std::string plain = without_case_and_accents(text);
    for (const std::string& word : search_words(text)) {
      CAPTURE(word);
      CHECK(plain.find(word) != std::string::npos);
    }
  }
  CHECK(without_case_and_accents("Zo\u00eb, ANN") == "zoe, ann");
}

TEST_CASE("white space at the ends goes, in the middle it stays") {
  CHECK(trimmed("  Ann Lee\t\r\n") == "Ann Lee");
  CHECK(trimmed("Ann") == "Ann");
  CHECK(trimmed(" \t ").empty());
  CHECK(trimmed("").empty());
}

TEST_CASE("white space of other scripts goes as well") {
  CHECK(trimmed("\u3000\u674e\u96f7\u3000") == "\u674e\u96f7");
  CHECK(trimmed("\u00a0Ann\u2003") == "Ann");
  CHECK(trimmed("\u3000\u00a0").empty());
}

TEST_CASE("trimming leaves what is not UTF-8 for others to refuse") {
  CHECK(trimmed("\xff\xfe") == "\xff\xfe");
}

}  // namespace
}  // namespace kalends
