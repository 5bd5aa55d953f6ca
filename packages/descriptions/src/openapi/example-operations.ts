import { IDS } from './example-ids.js';

const AT = '2026-03-02T09:20:42.000Z';

const ENTRY_ID = '1772443241512-0';

const levels = {
  rate_per_s: 142,
  length: 12,
  lag: 0,
  pending: 2,
  oldest_pending_age_ms: 41,
  deliveries_max: 1,
  dead_letters: 1,
};

const overview = {
  at: AT,
  interval_ms: 1000,
  orders_per_s: 142,
  placed_to_paid: { orders: 1200, p50_ms: 520, p95_ms: 710, p99_ms: 1300 },
  streams: [
    {
      stream: 'order-completed',
      ...levels,
      groups: [
        {
          group: 'warehouse',
          declared: true,
          exists: true,
          lag: 0,
          pending: 2,
          consumers: [{ name: 'warehouse-0', pending: 2, idle_ms: 3 }],
        },
      ],
      partitions: [{ partition: 0, ...levels }],
    },
  ],
  redis: {
    primaries: 1,
    latency_ms: 0.4,
    memory_bytes: 48_234_496,
    memory_max_bytes: 1_073_741_824,
    replicas: 1,
    append_only: true,
    append_only_ok: true,
    append_only_bytes: 73_400_320,
    commands_per_s: 1820,
  },
};

/** What the operations service answers, by the name of the schema. */
const stock = {
  product_id: IDS.hinge,
  available: 118,
  reserved: 2,
  received: 120,
  in_transit: 0,
  exact: true,
  places: [{ place: '0', available: 118, reserved: 2, received: 120 }],
  transfers: [],
};

const stockHistory = {
  product_id: IDS.hinge,
  followed: true,
  products_max: 1_000,
  points_max: 1_440,
  looked_at: '2026-03-02T09:31:20.000Z',
  points: [
    { at: '2026-03-02T09:14:20.000Z', unchanged_until: null, available: 120, reserved: 0, received: 120 },
    {
      at: '2026-03-02T09:21:20.000Z',
      unchanged_until: '2026-03-02T09:20:20.000Z',
      available: 118,
      reserved: 2,
      received: 120,
    },
  ],
};

export const OPERATIONS_ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Overview: { overview },
  PendingPage: {
    pending: {
      items: [{ id: ENTRY_ID, consumer: 'warehouse-0', idle_ms: 12, age_ms: 41, deliveries: 1 }],
      next_cursor: null,
    },
  },
  EntryPage: {
    entries: {
      items: [
        {
          id: ENTRY_ID,
          at: '2026-03-02T09:20:41.512Z',
          order_id: IDS.order,
          fields: [
            ['subject', IDS.order],
            ['event', '{"type":"order-completed","version":1}'],
          ],
          complete: true,
        },
      ],
      next_cursor: null,
    },
  },
  Marks: {
    marks: {
      items: [
        {
          kind: 'service-away',
          from: '2026-03-02T09:11:02.120Z',
          to: '2026-03-02T09:11:40.031Z',
          says: 'warehouse did not ask for entries',
          id: null,
        },
        {
          kind: 'replay',
          from: '2026-03-02T09:22:23.552Z',
          to: null,
          says: '640 of 1000 dead letters replayed, 1 failed: running',
          id: IDS.job,
        },
      ],
    },
  },
  History: {
    orders: { from: AT, step_s: 1, series: [{ name: 'order-placed.rate', values: [142, 139, null, 144] }] },
  },
  ProductStock: { stock },
  StockHistory: { stockHistory },
};
