-- What wrk asks: wrk -s requests.lua URL -- SCENARIO TOKENS load|check SALT
-- Each thread rotates over the people of TOKENS, with requests made in advance; those of a `fresh` scenario
-- are made one by one, and none is ever made again as long as SALT is another each time. `load` measures;
-- `check` looks into each answer and counts what it shows.

local api = "/api/v1"
local people = {}
local requests = {}
local at = 0

local function headers(person, with_body)
  local out = { Authorization = "Bearer " .. person.token }
  if with_body then out["Content-Type"] = "application/json" end
  return out
end

local function read_people(path)
  for line in io.lines(path) do
    local words = {}
    for word in line:gmatch("%S+") do words[#words + 1] = word end
    people[#people + 1] = { token = table.remove(words, 1), team = words }
  end
end

local function quoted(ids, first, last, before, after)
  local out = {}
  for i = first, last do out[#out + 1] = before .. ids[i] .. after end
  return table.concat(out, ",")
end

local scenarios = {}

scenarios.healthz = {
  make = function() return wrk.format("GET", "/healthz") end,
  shows = '"status"',
}

-- The five weeks around the Monday that the database was made for; and five a few years later.
local this_year = { "2036-05-19&to=2036-05-26", "2036-05-26&to=2036-06-02", "2036-06-02&to=2036-06-09",
                    "2036-06-09&to=2036-06-16", "2036-06-16&to=2036-06-23" }
local year_2040 = { "2040-05-21&to=2040-05-28", "2040-05-28&to=2040-06-04", "2040-06-04&to=2040-06-11",
                    "2040-06-11&to=2040-06-18", "2040-06-18&to=2040-06-25" }

-- Each person asks for one of these weeks.
local function week_of(weeks)
  return {
    make = function(person, number)
      local range = weeks[number % #weeks + 1]
      return wrk.format("GET", api .. "/users/me/calendar?from=" .. range, headers(person))
    end,
    shows = '"meetingId"',
  }
end

scenarios.week = week_of(this_year)
scenarios.singles = week_of(this_year)
scenarios.series = week_of(this_year)
scenarios["series-far"] = week_of(year_2040)

-- The same weeks, each a second longer or shorter than any before: nobody has seen such a view.
local mondays = { "2036-05-19", "2036-05-26", "2036-06-02", "2036-06-09", "2036-06-16", "2036-06-23" }

local function moment(day, second)
  return string.format("%sT%02d:%02d:%02dZ", day, math.floor(second / 3600), math.floor(second / 60) % 60,
                       second % 60)
end

scenarios["week-new"] = {
  fresh = true,
  make = function(person, number, serial)
    local week = number % 5 + 1
    local from = moment(mondays[week], serial % 3000)
    local to = moment(mondays[week + 1], salt * 50 + math.floor(serial / 3000))
    return "GET " .. api .. "/users/me/calendar?from=" .. from .. "&to=" .. to .. " HTTP/1.1\r\nHost: " ..
           wrk.headers.Host .. "\r\nAuthorization: Bearer " .. person.token .. "\r\n\r\n"
  end,
  shows = '"meetingId"',
}

scenarios.heavy = week_of(this_year)

-- Behind the person's id stands the ETag of the week that is asked for.
scenarios["heavy-known"] = {
  make = function(person, number)
    local all = headers(person)
    all["If-None-Match"] = person.team[2]
    return wrk.format("GET", api .. "/users/me/calendar?from=" .. this_year[number % 5 + 1], all)
  end,
  shows = '"meetingId"',
}

scenarios.days = {
  make = function(person)
    return wrk.format("GET", api .. "/users/me/busy-days?from=2036-06-01&to=2036-06-30", headers(person))
  end,
  shows = ":true",
}

scenarios.freebusy = {
  make = function(person)
    local body = '{"from":"2036-06-02T00:00:00Z","to":"2036-06-09T00:00:00Z","users":[' ..
                 quoted(person.team, 1, 10, '"', '"') .. "]}"
    return wrk.format("POST", api .. "/freebusy", headers(person, true), body)
  end,
  shows = '"status"',
}

-- Fifty teams that follow each other, a day.
scenarios["freebusy-500"] = {
  make = function(person, number)
    local teams = {}
    for i = 0, 49 do
      teams[i + 1] = quoted(people[(number + i) % #people + 1].team, 1, 10, '"', '"')
    end
    local body = '{"from":"2036-06-04T00:00:00Z","to":"2036-06-05T00:00:00Z","users":[' ..
                 table.concat(teams, ",") .. "]}"
    return wrk.format("POST", api .. "/freebusy", headers(person, true), body)
  end,
  shows = '"status"',
}

scenarios.invite = {
  make = function(person)
    local start = string.format("2036-06-%02dT%02d:00:00", math.random(2, 29), math.random(8, 17))
    local body = '{"title":"Planning of the next release","link":"https://meet.example.org/planning",' ..
                 '"start":"' .. start .. '","duration":"PT30M","timeZone":"Europe/Berlin","attendees":[' ..
                 quoted(person.team, 2, 6, '{"userId":"', '"}') .. "]}"
    return wrk.format("POST", api .. "/meetings", headers(person, true), body)
  end,
  shows = '"userId"',
}

local threads = {}

function setup(thread)
  thread:set("first", #threads * 997)
  thread:set("place", #threads)
  threads[#threads + 1] = thread
end

local function look_into_answers(shows)
  answers, refused, entries, empty = 0, 0, 0, 0
  function response(status, _, body)
    answers = answers + 1
    if status < 200 or status > 299 then refused = refused + 1 end
    local _, count = body:gsub(shows, "")
    entries = entries + count
    if count == 0 then empty = empty + 1 end
  end
end

-- The second thread takes the odd numbers.
local function ask_afresh(scenario)
  local asked = 0
  function request()
    local turn = math.floor(asked / #people)
    asked = asked + 1
    at = at % #people + 1
    return scenario.make(people[at], at + turn, 2 * turn + place)
  end
end

function init(arguments)
  local scenario = scenarios[arguments[1]]
  salt = tonumber(arguments[4])
  read_people(arguments[2])
  math.randomseed(1)
  at = first
  if scenario.fresh then
    ask_afresh(scenario)
  else
    for number, person in ipairs(people) do requests[number] = scenario.make(person, number) end
  end
  if arguments[3] == "check" then look_into_answers(scenario.shows) end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- One line for the script that called: the words RESULT or CHECK, and numbers.
function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  if threads[1]:get("answers") then
    io.write(string.format("CHECK %d %d %d %d\n", threads[1]:get("answers"), threads[1]:get("refused"),
                           threads[1]:get("entries"), threads[1]:get("empty")))
    return
  end
  io.write(string.format("RESULT %.1f %d %d %d %d %d %d\n", summary.requests / (summary.duration / 1e6),
                         latency:percentile(50), latency:percentile(99), errors.status, broken,
                         summary.bytes / summary.requests, summary.requests))
end
