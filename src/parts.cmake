# The parts Kalends is made of: Debian packages, taken as static archives so that the program is one file.
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(Threads REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)

# Debian's CMake and pkg-config files name shared libraries; this makes a target of the archives instead.
function(kalends_archive_target name)
  add_library(${name} INTERFACE IMPORTED GLOBAL)
  foreach(archive IN LISTS ARGN)
    find_library(ARCHIVE_${archive} NAMES lib${archive}.a REQUIRED)
    target_link_libraries(${name} INTERFACE ${ARCHIVE_${archive}})
  endforeach()
endfunction()

kalends_archive_target(parts::sodium sodium)
kalends_archive_target(parts::utf8proc utf8proc)
kalends_archive_target(parts::tls ssl crypto)
target_link_libraries(parts::tls INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
kalends_archive_target(parts::zones absl_time absl_civil_time absl_time_zone absl_strings
                       absl_strings_internal absl_int128 absl_base absl_spinlock_wait
                       absl_raw_logging_internal absl_throw_delegate absl_log_severity)

add_library(parts::sqlite INTERFACE IMPORTED GLOBAL)
find_library(ARCHIVE_SQLITECPP NAMES libSQLiteCpp.a REQUIRED)
find_library(ARCHIVE_SQLITE NAMES libsqlite3.a REQUIRED)
target_link_libraries(parts::sqlite INTERFACE ${ARCHIVE_SQLITECPP} ${ARCHIVE_SQLITE}
                                              Threads::Threads ${CMAKE_DL_LIBS} m)

add_library(parts::boost INTERFACE IMPORTED GLOBAL)
target_link_libraries(parts::boost INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(parts::boost INTERFACE BOOST_ASIO_NO_DEPRECATED)
