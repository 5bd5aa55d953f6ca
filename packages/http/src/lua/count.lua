-- Counts in fixed windows, each of which begins with the first one counted. What it writes goes neither to the append-only
-- file nor to replicas: nobody waits for the disk to be counted, and a Redis that restarts begins to count anew.
--
-- KEYS  counters; one may come several times
-- ARGV  per counter: length of the window, ms; what to add: 1, or -1 to take one back
-- Returns  per counter: count, ms until the window ends
-- Emits  nothing
redis.set_repl(redis.REPL_NONE)
local tallies = {}
for i, counter in ipairs(KEYS) do
  local window_ms, step = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local count, left_ms = 0, window_ms
  -- The window of what is taken back may have ended meanwhile; the next one does not begin with a credit.
  if step > 0 or redis.call('EXISTS', counter) == 1 then
    count = redis.call('INCRBY', counter, step)
    left_ms = redis.call('PTTL', counter)
    if left_ms < 0 then
      redis.call('PEXPIRE', counter, window_ms)
      left_ms = window_ms
    end
  end
  tallies[2 * i - 1], tallies[2 * i] = count, left_ms
end
return tallies
