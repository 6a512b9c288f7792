-- Posts requests that were made beforehand, each unique: every @@@@@@@@@@ becomes the next number, ten digits wide.
--
-- wrk … post.lua -- FIRST LAST CLASSES [HANDFUL]
--   FIRST    the first number
--   LAST     the number to stop after; 0: go on until wrk's time is up
--   CLASSES  where the requests are: CLASSES.common, and, if there, CLASSES.tenth, .hundredth and .handful
--   HANDFUL  the numbers, with commas between, that get the request of that class

local mark = string.rep("@", 10)
local next_number, last, classes, handful

local function pieces(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("*a")
  file:close()
  local found, from = {}, 1
  while true do
    local at = text:find(mark, from, true)
    if not at then break end
    found[#found + 1] = text:sub(from, at - 1)
    from = at + #mark
  end
  found[#found + 1] = text:sub(from)
  return found
end

function init(args)
  next_number, last = tonumber(args[1]), tonumber(args[2])
  classes = { common = pieces(args[3] .. ".common") }
  for _, name in ipairs({ "tenth", "hundredth", "handful" }) do
    classes[name] = pieces(args[3] .. "." .. name) or classes.common
  end
  handful = {}
  for number in string.gmatch(args[4] or "", "%d+") do handful[tonumber(number)] = true end
end

-- The same rule stands in measure/packets.py.
local function class_of(number)
  if handful[number] then return classes.handful end
  if number % 100 == 37 then return classes.hundredth end
  if number % 10 == 5 then return classes.tenth end
  return classes.common
end

function request()
  local number = next_number
  if last > 0 and number > last then
    wrk.thread:stop()
    number = last
  end
  next_number = number + 1
  return table.concat(class_of(number), string.format("%010d", number))
end

function done(summary)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %d", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout))
end
