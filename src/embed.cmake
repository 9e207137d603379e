# kalends_embed(TARGET FUNCTION FILE...) puts files into the program: it adds to TARGET a source that
# defines `std::span<const kalends::EmbeddedFile> FUNCTION()`, one entry a file, in the order given.
#
# kalends_embed_folder(TARGET FUNCTION FOLDER STAMP) does so with all that is in the folder once the file
# STAMP in it has been made, with names like "assets/page.css".

# Writes such a source. The bytes are taken by the assembler, so that a page of any size costs no compile
# time. `files` and `names` go in pairs.
function(kalends_write_embedding source function files names)
  set(assembly "")
  set(declarations "")
  set(entries "")
  set(index 0)
  string(REGEX REPLACE "[^a-zA-Z0-9]" "_" prefix "kalends_${function}")
  foreach(file name IN ZIP_LISTS files names)
    set(symbol "${prefix}_${index}")
    string(APPEND assembly
           "asm(\".section .rodata\\n${symbol}_begin:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n"
           ".byte 0\\n.globl ${symbol}_begin\\n.globl ${symbol}_end\\n.previous\\n\");\n")
    string(APPEND declarations
           "extern \"C\" const char ${symbol}_begin[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND entries
           "      {\"${name}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(REGEX REPLACE "::[^:]*$" "" space ${function})
  string(REGEX REPLACE "^.*::" "" short ${function})
  string(CONFIGURE [[
#include <kalends/base/embedded.hpp>
#include <span>
@declarations@
@assembly@
namespace @space@ {
std::span<const kalends::EmbeddedFile> @short@() {
  static const kalends::EmbeddedFile files[] = {
@entries@  };
  return files;
}
}  // namespace @space@
]] text @ONLY)
  file(WRITE ${source} "${text}")
endfunction()

function(kalends_add_embedding target function command depends)
  string(REGEX REPLACE "[^a-zA-Z0-9]" "_" name "kalends_${function}")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${source} -D FUNCTION=${function} ${command}
            -P ${PROJECT_SOURCE_DIR}/src/embed.cmake
    DEPENDS ${depends} ${PROJECT_SOURCE_DIR}/src/embed.cmake
    COMMENT "Embedding ${function}"
    VERBATIM)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${depends}"
                                                    SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${source})
endfunction()

function(kalends_embed target function)
  string(REPLACE ";" "|" files "${ARGN}")
  kalends_add_embedding(${target} ${function} "-DFILES=${files}" "${ARGN}")
endfunction()

function(kalends_embed_folder target function folder stamp)
  kalends_add_embedding(${target} ${function} "-DFOLDER=${folder}" "${folder}/${stamp}")
endfunction()

# As a script, at the time of building: see kalends_add_embedding.
if(CMAKE_SCRIPT_MODE_FILE)
  if(FOLDER)
    file(GLOB_RECURSE files LIST_DIRECTORIES false ${FOLDER}/*)
    list(SORT files)
    string(REPLACE "${FOLDER}/" "" names "${files}")
  else()
    string(REPLACE "|" ";" files "${FILES}")
    list(TRANSFORM files REPLACE "^.*/" "" OUTPUT_VARIABLE names)
  endif()
  kalends_write_embedding(${SOURCE} ${FUNCTION} "${files}" "${names}")
endif()
