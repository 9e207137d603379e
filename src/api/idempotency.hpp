#pragma once

#include "context.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace kalends::api {

/// What was answered to this request before, when it has an Idempotency-Key that is remembered: for
/// asking first, where a repeated request could not be let through any more.
std::optional<Answer> answered_before(Context& context, std::string_view content);

/// Makes the answer, of values only.
using Rendering = std::function<http::Response()>;

/// Writes what `work` does and answers what it answers. Where the request has an Idempotency-Key,
/// the first good answer is stored in the same transaction, and a repeated request gets that one;
/// the same key with another `content` is `invalid`.
Answer write_once(Context& context, std::string_view content,
                  const std::function<Answer(db::Transaction&)>& work);

/// The same for requests whose body is their whole content.
Answer write_once(Context& context, const std::function<Answer(db::Transaction&)>& work);

/// The same; but the answer is made on the caller's thread, unless it is to be stored: the writer's
/// time is everybody's.
Answer write_once_and_render(Context& context,
                             const std::function<Result<Rendering>(db::Transaction&)>& work);

}  // namespace kalends::api
