-- Announces a lost event again if the order still waits for it. If the event was not lost after all, the second one has
-- no effect: the script that handles it finds that the order has moved on.
--
-- KEYS  1 order   2 its reservation   3 its refund   4 stream of the event
-- ARGV  1 status that the order must have   2 outcome that its reservation must have, or '' for no reservation
--       3 order id   4 the event
-- Returns  'announced', or 'moved-on' when the order waits for something else; nothing was changed
-- Emits  the event
local order, reservation, refund, stream = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local status, outcome, order_id, event = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HGET', order, 'status') ~= status then return 'moved-on' end
if (redis.call('HGET', reservation, 'outcome') or '') ~= outcome then return 'moved-on' end
if redis.call('HEXISTS', refund, 'status') == 1 then return 'moved-on' end

redis.call('XADD', stream, '*', 'subject', order_id, 'event', event)
return 'announced'
