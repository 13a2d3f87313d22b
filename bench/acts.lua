-- wrk: distinct acts over HTTP; each thread keeps every receipt in a file of its own.
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init(args)
  out = io.open(args[1] .. "/receipts." .. id, "w")
  count = 0
  run = args[2]
end
function request()
  count = count + 1
  local lon = 32 + (count * 7919 % 2000) / 1000
  local body = string.format(
    '{"step":"send","key":"%s-%d-%d","values":{"happened_at":"2025-0%d-1%dT0%d:%d5:00+02:00","place":{"lon":%.4f,"lat":35.1,"prec":1},' ..
    '"kind":"CFV-SAF","observation":"burst","count":{"low":%d,"about":%d},"perceived":["heard"],"weapon":"small_arms","observer":"OBS-%d",' ..
    '"bearing_deg":%d,"distance_low_m":400,"distance_high_m":900,"source_kind":"own_observation","reliability":"A","credibility":"2",' ..
    '"account":"Bursts heard from the direction of the line, number %d of thread %d."}}',
    run, id, count, 1 + count % 9, count % 10, count % 10, count % 6, lon, count % 7, count % 7 + 2, count % 40, count % 360, count, id)
  return wrk.format("POST", "/api/report", {["Content-Type"] = "application/json"}, body)
end
function response(status, headers, body)
  out:write(status, " ", body, "\n")
  if count % 50 == 0 then out:flush() end
end
