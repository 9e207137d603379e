#pragma once

#include "context.hpp"

namespace kalends::api {

/// A strong ETag of these bytes: `"hash"`, or `"version-hash"` where they show something that has a
/// version.
std::string etag_of(std::string_view body, std::optional<std::int64_t> version);

/// Gives an answer this body and its ETag, or turns it into 304 when the client has it already.
void give(const http::Request& request, http::Response& response, const std::string& body,
          const std::string& etag);

/// Gives an answer its ETag where it has none, and turns it into 304 when the client has it
/// already.
void add_etag(const http::Request& request, http::Response& response);

/// False when If-Match names other bytes than these: for what has no version of its own.
bool matches_expected(const http::Request& request, std::string_view body);

}  // namespace kalends::api
