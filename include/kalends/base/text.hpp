#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends {

/// The number of characters (code points); nothing when the text is not UTF-8.
std::optional<std::size_t> character_count(std::string_view text);

/// True when the text holds a control character other than, where `lines` says so, line feed,
/// carriage return and tab. The text is UTF-8.
bool has_control_characters(std::string_view text, bool lines);

/// What two texts have in common that differ only in case: for comparing addresses. The text is
/// UTF-8.
std::string fold_case(std::string_view text);

/// What two texts have in common that differ only in case, accents and the like (UAX 15, NFKD
/// without marks): for searching. The text is UTF-8.
std::string without_case_and_accents(std::string_view text);

/// The words to find a person by: without case and accents, split at everything that is no letter
/// or digit; in scripts that write no spaces, also each rest of a word. The text is UTF-8.
std::vector<std::string> search_words(std::string_view text);

/// Whether two names of a protocol are the same: the case of the letters A to Z does not count
/// (RFC 9110 5.1, RFC 5545 2).
bool same_name(std::string_view one, std::string_view other);

/// With the letters A to Z in lower case.
std::string lower_ascii(std::string_view text);

/// Without the spaces and tabs at either end, as fields of HTTP may have them (RFC 9110 5.6.3).
std::string_view without_blanks(std::string_view text);

/// Without white space at either end; a text that is not UTF-8 comes back as it is.
std::string_view trimmed(std::string_view text);

}  // namespace kalends
