#pragma once

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

namespace crosscheck {

/// One line of what crosscheck.py asks: its fields stand between tabs. Times are local ones.
struct Question {
  std::string rule;
  std::string first;
  std::string near_end;
  std::string far;
  std::string far_end;
  std::size_t most = 0;
};

inline Question read_question(const std::string& line) {
  std::istringstream in(line);
  Question question;
  for (std::string* field :
       {&question.rule, &question.first, &question.near_end, &question.far, &question.far_end}) {
    std::getline(in, *field, '\t');
  }
  in >> question.most;
  return question;
}

/// Writes the answer to each line of the standard input as one line.
template <class Answer>
int answer_all(Answer answer) {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(read_question(line)) << '\n';
  }
  return std::cout.good() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace crosscheck
