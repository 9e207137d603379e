# kalends_embed(TARGET FUNCTION FILE...) puts files into the program: it adds to TARGET a source that
# defines `std::span<const kalends::EmbeddedFile> FUNCTION()`, one entry a file, in the order given.
# The bytes are taken by the assembler, so that a page of any size costs no compile time.
function(kalends_embed target function)
  set(assembly "")
  set(declarations "")
  set(entries "")
  set(index 0)
  string(REGEX REPLACE "[^a-zA-Z0-9]" "_" prefix "kalends_${function}")
  foreach(file IN LISTS ARGN)
    get_filename_component(name ${file} NAME)
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
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${prefix}.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
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
]])
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${source})
endfunction()
