-- Asks for random ones of the paths in a file, a line each.
--
-- wrk … get.lua -- PATHS SEED

local requests = {}

function init(args)
  math.randomseed(tonumber(args[2]))
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path, { ["Accept"] = "application/json" })
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %d", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout))
end
