-- When people work, for finding times: only for those who do not keep the usual hours. Beside
-- users, because every request reads that row and almost none needs this.
CREATE TABLE working_hours (
  user_id INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
  hours TEXT NOT NULL                 -- seven days from Monday on: 09:00-12:00,13:00-17:00;...;;
);
