#include <algorithm>

#include <kalends/db/space.hpp>

namespace kalends::db {
namespace {

struct Tree {
  std::string name;
  std::string table;
  bool rows_everywhere;  // not only in its leaves, as the rows of a table with a rowid
};

std::vector<Tree> trees_of(Connection& connection) {
  return connection
      .query(
          "SELECT s.name, s.tbl_name, s.type = 'index' OR t.wr = 1 FROM sqlite_schema s "
          "JOIN pragma_table_list t ON t.name = s.tbl_name AND t.schema = 'main' "
          "WHERE s.rootpage > 0 ORDER BY s.name")
      .all([](const Rows& row) {
        return Tree{row.get<std::string>(0), row.get<std::string>(1), row.get<bool>(2)};
      });
}

TreeSpace space_of(Connection& connection, const Tree& tree) {
  Rows rows = connection.query(
      "SELECT TOTAL(CASE WHEN $1 OR pagetype = 'leaf' THEN ncell ELSE 0 END), SUM(pgsize), "
      "SUM(unused) FROM dbstat WHERE name = $2",
      tree.rows_everywhere, tree.name);
  rows.next();
  return {tree.name, tree.table, rows.integer(0), rows.integer(1), rows.integer(2)};
}

std::int64_t number(Connection& connection, Sql<> sql) {
  Rows rows = connection.query(sql);
  rows.next();
  return rows.integer(0);
}

}  // namespace

FileSpace measure_space(Connection& connection, const SpaceProgress& progress) {
  FileSpace file;
  file.page = number(connection, "PRAGMA page_size");
  file.bytes = file.page * number(connection, "PRAGMA page_count");
  file.free = file.page * number(connection, "PRAGMA freelist_count");
  std::int64_t walked = file.free;
  for (const Tree& tree : trees_of(connection)) {
    file.trees.push_back(space_of(connection, tree));
    walked += file.trees.back().bytes;
    progress(std::min(walked, file.bytes), file.bytes);
  }
  return file;
}

}  // namespace kalends::db
