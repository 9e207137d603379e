#include "help_page.hpp"

#include "wrap.hpp"

#include <fmt/format.h>

namespace kalends::app {
namespace {

constexpr std::size_t terminal_width = 80;

std::string paragraph(const std::string& text, std::size_t indent) {
  std::string out;
  for (const auto& line : wrap(text, terminal_width - indent)) {
    out += std::string(indent, ' ') + line + '\n';
  }
  return out;
}

/// A group of commands is shown as the commands in it.
std::string command_lines(const CLI::App& parent, const std::string& prefix) {
  std::string out;
  for (const auto* command : parent.get_subcommands([](const CLI::App*) { return true; })) {
    const auto name = prefix + command->get_name();
    const auto inner = command_lines(*command, name + " ");
    out += inner.empty() ? fmt::format("  {:<22}{}\n", name, command->get_description()) : inner;
  }
  return out;
}

std::string option_name(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  std::string out = "--" + option.get_lnames().front();
  for (const auto& letter : option.get_snames()) out += ", -" + letter;
  if (!option.get_type_name().empty()) out += " " + option.get_type_name();
  if (!option.get_default_str().empty()) out += fmt::format(" [{}]", option.get_default_str());
  return out;
}

/// What stands in the command line without a flag.
std::string positional_words(const CLI::App& command) {
  std::string out;
  for (const auto* option : command.get_options()) {
    if (option->get_positional()) out += option->get_name(true) + " ";
  }
  return out;
}

std::string option_lines(const CLI::App& command, const std::string& group) {
  std::string out;
  const auto options =
      command.get_options([&](const CLI::Option* o) { return o->get_group() == group; });
  for (const auto* option : options) {
    out += "  " + option_name(*option) + '\n' + paragraph(option->get_description(), 6);
  }
  return out;
}

}  // namespace

std::string help_page(const CLI::App* command, std::string name, CLI::AppFormatMode) {
  const auto commands = command_lines(*command, "");
  std::string out = paragraph(command->get_description(), 0);
  out += fmt::format("\nUsage: {} {}{}\n", name, positional_words(*command),
                     commands.empty() ? "[OPTIONS]" : "COMMAND [OPTIONS]");
  if (!commands.empty()) out += "\nCommands:\n" + commands;
  for (const auto& group : command->get_groups()) {
    if (!group.empty()) out += fmt::format("\n{}:\n{}", group, option_lines(*command, group));
  }
  if (!command->get_footer().empty()) out += '\n' + paragraph(command->get_footer(), 0);
  return out;
}

}  // namespace kalends::app
