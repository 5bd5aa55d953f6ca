import type { components as lab } from './generated/lab.js';
import type { components as operations, paths as operationsPaths } from './generated/operations.js';
import type { components as refund } from './generated/refund.js';
import type { components as store } from './generated/store.js';
import type { components as warehouse } from './generated/warehouse.js';

/** What the services answer, by the names that their descriptions have. */
export type About = store['schemas']['About'];
export type Order = store['schemas']['Order'];
export type OrderPage = store['schemas']['OrderPage'];
/** An order of several lines; the API takes one of a single line too. */
export type OrderRequest = Extract<store['schemas']['OrderRequest'], { items: unknown[] }>;
export type Payment = store['schemas']['Payment'];
export type Problem = store['schemas']['Problem'];
export type Quote = store['schemas']['Quote'];
export type User = store['schemas']['User'];
/** A user as an admin sees one. */
export type Account = store['schemas']['Account'];
export type Session = store['schemas']['SessionList']['items'][number];
export type CategoryList = warehouse['schemas']['CategoryList'];
export type Product = warehouse['schemas']['Product'];
export type Reservation = warehouse['schemas']['Reservation'];
export type Refund = refund['schemas']['Refund'];
export type Bench = lab['schemas']['Bench'];
export type LabRequest = lab['schemas']['LabRequest'];
export type Strike = lab['schemas']['Strike'];
export type LabRun = lab['schemas']['LabRun'];
export type Proof = lab['schemas']['Proof'];
export type History = operations['schemas']['History'];
/** What happened besides orders. */
export type Mark = operations['schemas']['Marks']['items'][number];
/** Where the pieces of a product are. */
export type ProductStock = operations['schemas']['ProductStock'];
/** How they were of late. */
export type StockHistory = operations['schemas']['StockHistory'];
export type Overview = operations['schemas']['Overview'];
export type StreamOverview = Overview['streams'][number];
/** Of an entry: names and values. */
interface WithFields {
  fields: readonly (readonly string[])[];
}
export type DeadLetter = Omit<operations['schemas']['ShopDeadLetter'], 'fields'> & WithFields;
export type DeadLetterCauses = operations['schemas']['DeadLetterCauses'];
/** Which dead letters a job is about: by ids or by a filter. What may only be null is not sent. */
export type DeadLetterChoice = Given<operations['schemas']['ReplayRequest']>;
type Given<Body> = Body extends unknown
  ? { [Name in keyof Body as Body[Name] extends null | undefined ? never : Name]: Body[Name] }
  : never;
export type Job = operations['schemas']['Job'];
export type JobProgress = operations['schemas']['JobProgress'];
/** A stream, by the name that it has in a shop of one partition. */
export type StreamName = operationsPaths['/ops/streams/{stream}/entries']['get']['parameters']['path']['stream'];
export type PendingEntry = operations['schemas']['PendingPage']['items'][number];
export type StreamEntry = Omit<operations['schemas']['EntryPage']['items'][number], 'fields'> & WithFields;
export type Audit = operations['schemas']['Audit'];
export type AuditRequest = operations['schemas']['AuditRequest'];
export type Finding = operations['schemas']['Finding'];
export type RepairPlan = operations['schemas']['RepairPlan'];
type Story = operations['schemas']['OrderStory'];
/** An event of an order, in its stream or trimmed from it. */
export type StoryEvent = Omit<Story['events'][number], 'fields'> & WithFields;
/** Everything that is known of an order. */
export interface OrderStory extends Omit<Story, 'dead_letters' | 'events'> {
  readonly dead_letters: readonly DeadLetter[];
  readonly events: readonly StoryEvent[];
}
export type OrderStatus = Order['status'];

/** The data of an event of `GET /orders/events`; a description of an API does not say what its streams send. */
export type OrderMove = Pick<Order, 'order_id'> & Order['timeline'][number];
/** The data of an event `product` of `GET /products/events`. */
export type ProductChange = Pick<Product, 'id' | 'stock_quantity' | 'price' | 'currency' | 'updated_at'>;
/** The data of an event `entry` of `GET /ops/events`: one that was really appended, and how many it stands for. */
export interface ShownEntry {
  readonly stream: string;
  readonly partition: number;
  readonly entry_id: string;
  readonly type: string | null;
  readonly order_id: string | null;
  readonly stands_for: number;
}
