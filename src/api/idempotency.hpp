#pragma once

#include "context.hpp"

#include <functional>
#include <string_view>

namespace kalends::api {

/// Writes what `work` does and answers what it answers. Where the request has an Idempotency-Key,
/// the first good answer is stored in the same transaction, and a repeated request gets that one;
/// the same key with another `content` is `invalid`.
Answer write_once(Context& context, std::string_view content,
                  const std::function<Answer(db::Transaction&)>& work);

/// The same for requests whose body is their whole content.
Answer write_once(Context& context, const std::function<Answer(db::Transaction&)>& work);

}  // namespace kalends::api
