#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace kalends::test {

/// An empty folder of its own, gone with all that is in it when this goes.
class TempDir {
 public:
  TempDir() {
    std::string name = std::filesystem::temp_directory_path() / "kalends-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
      throw std::system_error(errno, std::generic_category(), name);
    }
    path_ = name;
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// The path of a file in it, which need not be there.
  std::string file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace kalends::test
