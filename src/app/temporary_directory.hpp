#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include <stdlib.h>

namespace kalends::app {

/// A directory that only this user can read, and that goes with this object.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / (name + "-XXXXXX")) {
    std::string text = path_;
    if (mkdtemp(text.data()) == nullptr) {
      throw std::system_error(errno, std::generic_category(), "temporary directory");
    }
    path_ = text;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace kalends::app
