-- Decides a batch of paid orders: each is reserved whole, or rejected whole and announced for refund. In a shop of several
-- partitions an order that is short here may have to wait until pieces have been looked for elsewhere. First all orders are
-- decided, which only reads. Then the script writes the events, each product's stock once, and the reservations; one XACK
-- for all settled entries comes last. If the script is stopped before that, the entries are delivered again and checked
-- against the reservations.
--
-- KEYS  1 order-completed   2 refund-initiated   3… reservations of the orders and stocks of their products
-- ARGV  1 group   2 now, ms since 1970   3 now, ISO 8601
--       4 type, 5 source and 6 version of the event refund-initiated
--       7 first and 8 last of the entry ids   9 how many orders
--       10 what becomes of those that are short: 'wait'; or they are rejected, and this is JSON of how many pieces of their
--         products there were at all places, for each that was counted
--       then for each order: entry id, order id, customer id, total in minor units, currency, traceparent or '',
--         id for the event, index in KEYS of its reservation, number of lines,
--         and for each line, at most one per product: index in KEYS of its stock, product id, quantity
-- Returns  for each order: 'reserved', 'rejected', or
--   'duplicate'  this delivery was settled before, or the order was decided before; no stock was changed
--   'short'      it is to wait: nothing was changed, and the entry stays pending
-- Emits  refund-initiated for each rejected order
local order_completed, refund_initiated = KEYS[1], KEYS[2]
local group, now_ms, now_iso, event_type, event_source, event_version, first_id, last_id, count, if_short = unpack(ARGV, 1, 10)
local counted = if_short ~= 'wait' and cjson.decode(if_short)

-- One XPENDING for the batch. Other entries may lie in between, so an entry that it does not show is looked up by
-- itself.
local pending, settled = {}, {}
for _, entry in ipairs(redis.call('XPENDING', order_completed, group, first_id, last_id, 2 * count)) do pending[entry[1]] = true end
local function is_pending(id) return pending[id] or #redis.call('XPENDING', order_completed, group, id, id, 1) > 0 end

local next_arg = 11
local function take()
  next_arg = next_arg + 1
  return ARGV[next_arg - 1]
end

-- A product's stock is read once per batch and kept up to date here, by its key: a caller may pass one key twice.
local stocks = {}
local function stock_at(key)
  if not stocks[key] then
    local available, reserved = unpack(redis.call('HMGET', key, 'available', 'reserved'))
    stocks[key] = {key = key, available = tonumber(available) or 0, reserved = tonumber(reserved) or 0}
  end
  return stocks[key]
end

local function take_order()
  local order = {entry_id = take(), id = take(), customer_id = take(), total = take(), currency = take(), traceparent = take(),
    event_id = take(), reservation = KEYS[tonumber(take())], lines = {}, in_stock = true}
  for i = 1, tonumber(take()) do
    local line = {stock = stock_at(KEYS[tonumber(take())]), product_id = take(), quantity = tonumber(take())}
    if line.stock.available < line.quantity then order.in_stock = false end
    order.lines[i] = line
  end
  return order
end

local function take_stock(order)
  for _, line in ipairs(order.lines) do
    local stock = line.stock
    stock.available, stock.reserved = stock.available - line.quantity, stock.reserved + line.quantity
    stock.is_changed = true
  end
end

-- How many pieces there were for a line of an order that is rejected.
local function available_for(line) return counted[line.product_id] or line.stock.available end

-- The lines as the reservation keeps them: of an order that is rejected also what was available, so that it can be told why.
local function lines_of(order)
  local lines = {}
  for i, line in ipairs(order.lines) do
    lines[i] = {product_id = line.product_id, quantity = line.quantity}
    if not order.in_stock then lines[i].available = available_for(line) end
  end
  return cjson.encode(lines)
end

local function refund_of(order)
  local lines = {}
  for i, line in ipairs(order.lines) do
    lines[i] = {product_id = line.product_id, requested = line.quantity, available = available_for(line)}
  end
  local data = {order_id = order.id, customer_id = order.customer_id, total = tonumber(order.total), currency = order.currency,
    reason = 'insufficient_stock', lines = lines}
  local event = {id = order.event_id, type = event_type, source = event_source, time = now_iso, version = tonumber(event_version),
    data = data}
  if order.traceparent ~= '' then event.traceparent = order.traceparent end
  return cjson.encode(event)
end

-- What is to be written, and whose reservation is: two entries of a batch may be of one order.
local refunds, reservations, decided_here = {}, {}, {}

local function decide(order)
  local decided = decided_here[order.reservation] or redis.call('HEXISTS', order.reservation, 'outcome') == 1
  if not is_pending(order.entry_id) then return 'duplicate' end
  if not decided and not order.in_stock and not counted then return 'short' end
  settled[#settled + 1] = order.entry_id
  if decided then return 'duplicate' end

  decided_here[order.reservation] = true
  local outcome = order.in_stock and 'reserved' or 'rejected'
  if order.in_stock then take_stock(order) else refunds[#refunds + 1] = {order.id, refund_of(order)} end
  reservations[#reservations + 1] = {order.reservation, order.customer_id, outcome, lines_of(order)}
  return outcome
end

local outcomes, first = {}, nil
while next_arg <= #ARGV do
  local order = take_order()
  first = first or order
  outcomes[#outcomes + 1] = decide(order)
end

-- A key of another type has failed by now, here at the latest, and a missing right fails here and not half-way; that to write
-- events fails with the first of them. Any key of a kind stands for all of them.
redis.call('XLEN', refund_initiated)
local may_write = redis.acl_check_cmd('HSET', first.reservation, 'outcome', 'reserved')
  and redis.acl_check_cmd('HSET', first.lines[1].stock.key, 'available', '0')
if not may_write then return redis.error_reply('NOPERM this user may not write ' .. first.reservation) end

for _, refund in ipairs(refunds) do redis.call('XADD', refund_initiated, '*', 'subject', refund[1], 'event', refund[2]) end
for key, stock in pairs(stocks) do
  if stock.is_changed then
    redis.call('HSET', key, 'available', string.format('%.0f', stock.available), 'reserved', string.format('%.0f', stock.reserved))
  end
end
for _, reservation in ipairs(reservations) do
  redis.call('HSET', reservation[1], 'customer_id', reservation[2], 'outcome', reservation[3], 'lines', reservation[4], 'at', now_ms)
end
if #settled > 0 then redis.call('XACK', order_completed, group, unpack(settled)) end
return outcomes
