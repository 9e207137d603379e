#pragma once

#include <chrono>
#include <string>

namespace kalends::test {

/// A certificate of its own making for `name`, localhost and 127.0.0.1, with its key, in files that
/// only we may read.
class TestCertificate {
 public:
  struct Form {
    std::string name = "calendar.example";
    std::chrono::hours begins_in{-1};
    std::chrono::hours ends_in{1000};
    std::string password = "";  // of the key
    bool rsa = false;           // else an elliptic curve's
  };

  /// Writes `BASE.pem` and `BASE.key`, over those that are there.
  explicit TestCertificate(const std::string& base) : TestCertificate(base, Form{}) {}
  TestCertificate(const std::string& base, const Form& form);

  const std::string& file() const { return file_; }
  const std::string& key() const { return key_; }

 private:
  std::string file_;
  std::string key_;
};

}  // namespace kalends::test
