# The generator makes the same bytes for the same arguments, and others for another seed. Run as:
# cmake -D GENERATOR=<program> -D FOLDER=<where> -P same_bytes.cmake
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})

function(generate name seed)
  execute_process(COMMAND ${GENERATOR} --database ${name}.db --tokens ${name}.tokens --users 20 --rows 200
                          --seed ${seed}
                  WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${said}")
  endif()
endfunction()

generate(one 1)
generate(again 1)
generate(other 2)
foreach(file db tokens tokens.singles tokens.series tokens.heavy tokens.grown-100000)
  file(SHA256 ${FOLDER}/one.${file} one)
  file(SHA256 ${FOLDER}/again.${file} again)
  file(SHA256 ${FOLDER}/other.${file} other)
  if(NOT one STREQUAL again)
    message(FATAL_ERROR "the same arguments gave other bytes: ${file}")
  endif()
  if(one STREQUAL other)
    message(FATAL_ERROR "another seed gave the same bytes: ${file}")
  endif()
endforeach()
file(REMOVE_RECURSE ${FOLDER})
