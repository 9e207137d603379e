# Holds every include against the floors of the house. Run as: cmake -D ROOT=<sources> -P layers.cmake

# The one list: from the ground up. Floors on one level are strangers to each other.
set(levels base db/http/ical user/notification calendar invite api/net app main)

# What may be named only in some folders: name | what gives it away | the folders.
set(confinements
    "Boost.Beast|boost/beast|src/net,tests/support"
    "co_await|co_await|src/net,tests/support"
    "SQLiteCpp|[<\"](SQLiteCpp/|sqlite3\\.h)|src/db"
    "OpenSSL|[<\"]openssl/|src/net,tests"
    "CLI11|[<\"]CLI/|src/app,tests/bench"
    "Boost.JSON|boost/json|src/api,tests")

set(complaints "")

# The level of a floor, or -1.
function(level_of floor out)
  set(found -1)
  set(index 0)
  foreach(level IN LISTS levels)
    if("/${level}/" MATCHES "/${floor}/")
      set(found ${index})
    endif()
    math(EXPR index "${index} + 1")
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# Complains when `file`, of `floor`, includes what is not below it.
function(check_include file floor include)
  if(include MATCHES "[<\"]kalends/([a-z_]+)/")
    set(other ${CMAKE_MATCH_1})
    level_of(${floor} here)
    level_of(${other} there)
    if(there EQUAL -1)
      list(APPEND complaints "${file}: there is no floor '${other}'")
    elseif(NOT other STREQUAL floor AND NOT there LESS here)
      list(APPEND complaints "${file}: '${floor}' does not stand above '${other}'")
    endif()
  elseif(include MATCHES "\"([^\"]+)\"")
    get_filename_component(folder ${ROOT}/${file} DIRECTORY)
    get_filename_component(header ${folder}/${CMAKE_MATCH_1} ABSOLUTE)
    get_filename_component(place ${header} DIRECTORY)
    if(NOT EXISTS ${header} OR NOT place STREQUAL folder)
      list(APPEND complaints "${file}: ${CMAKE_MATCH_1} is no private header of its own folder")
    endif()
  endif()
  set(complaints ${complaints} PARENT_SCOPE)
endfunction()

function(check_floor file)
  if(NOT file MATCHES "^(src|include/kalends)/([a-z_]+)/")
    list(APPEND complaints "${file}: stands on no floor")
    set(complaints ${complaints} PARENT_SCOPE)
    return()
  endif()
  set(floor ${CMAKE_MATCH_2})
  level_of(${floor} level)
  if(level EQUAL -1)
    list(APPEND complaints "${file}: there is no floor '${floor}'")
  endif()
  file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
  foreach(include IN LISTS includes)
    check_include(${file} ${floor} "${include}")
  endforeach()
  set(complaints ${complaints} PARENT_SCOPE)
endfunction()

function(check_confinements file)
  foreach(confinement IN LISTS confinements)
    string(REGEX MATCH "^([^|]*)\\|(.*)\\|([^|]*)$" whole "${confinement}")
    set(name ${CMAKE_MATCH_1})
    set(sign ${CMAKE_MATCH_2})
    set(folders ${CMAKE_MATCH_3})
    string(REPLACE "," "|" pattern ${folders})
    file(STRINGS ${ROOT}/${file} lines REGEX "${sign}")
    list(FILTER lines EXCLUDE REGEX "^[ \t]*//")
    if(lines AND NOT file MATCHES "^(${pattern})/")
      list(APPEND complaints "${file}: ${name} is confined to ${folders}")
    endif()
  endforeach()
  set(complaints ${complaints} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE house RELATIVE ${ROOT} ${ROOT}/src/*.[ch]pp ${ROOT}/include/*.[ch]pp)
file(GLOB_RECURSE tests RELATIVE ${ROOT} ${ROOT}/tests/*.[ch]pp)
if(NOT house)
  message(FATAL_ERROR "no sources under '${ROOT}'")
endif()
foreach(file IN LISTS house)
  check_floor(${file})
endforeach()
foreach(file IN LISTS house tests)
  check_confinements(${file})
endforeach()

if(complaints)
  list(JOIN complaints "\n  " text)
  message(FATAL_ERROR "the floors are broken:\n  ${text}")
endif()
list(LENGTH house count)
message(STATUS "${count} files keep to their floors")
