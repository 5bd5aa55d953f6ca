-- Decides a batch of paid orders: each is reserved as a whole, or rejected as a whole and announced for refund. In a shop of
-- several partitions, an order that is short of stock here may have to wait until other partitions were asked for pieces. The
-- script first decides all orders, which only reads. Then it writes the events, each product's stock once, and the
-- reservations; one XACK for all settled entries comes last. If the script is stopped before that, the entries are delivered
-- again and checked against the reservations.
--
-- KEYS  1 order-completed   2 refund-initiated   3… reservations of the orders and stocks of their products
-- ARGV  1 group   2 now, ms since 1970   3 now, ISO 8601
--       4 type, 5 source and 6 version of the event refund-initiated
--       7 first and 8 last of the entry ids   9 how many orders
--       10 what to do with orders that are short of stock: 'wait', or reject them; then this is JSON that says, for each product
--         that was counted, how many pieces all places had together
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

-- One XPENDING for the batch. Entries of others may lie in between, so one that it does not return is looked up alone.
local pending, settled = {}, {}
for _, entry in ipairs(redis.call('XPENDING', order_completed, group, first_id, last_id, 2 * count)) do pending[entry[1]] = true end
local function is_pending(id) return pending[id] or #redis.call('XPENDING', order_completed, group, id, id, 1) > 0 end

local next_arg = 11
local function take()
  next_arg = next_arg + 1
  return ARGV[next_arg - 1]
end

-- The stocks by key. Each is read once per batch and updated here; a caller may pass one key twice.
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

-- How many pieces there were for a line of a rejected order.
local function available_for(line) return counted[line.product_id] or line.stock.available end

-- The lines as the reservation stores them. For a rejected order they include what was available, to explain the rejection.
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

-- What the script will write, and which reservations it has decided itself: two entries of a batch may belong to one order.
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

-- A key of the wrong type has made the script fail by now, or does so here. So does a missing permission, except the one to write
-- events: without it the first event fails, which is the first write. One key of each kind stands for all of that kind.
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
