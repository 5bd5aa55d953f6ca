/**
 * Every key name of the system, and nothing else builds one.
 *
 * A `Keys` object belongs to one shop. Its optional hash tag puts all keys of that shop into one Cluster slot, so
 * that a script may touch them together; the default has no tag and gives the plain names.
 */
export function makeKeys(hashTag = '') {
  const prefix = hashTag === '' ? '' : `{${hashTag}}:`;
  return Object.freeze({
    /** Redis OM joins its schema name and an id with a colon, which must give the same names as below. */
    entities: {
      product: `${prefix}product`,
      order: `${prefix}order`,
      user: `${prefix}user`,
      reservation: `${prefix}reservation`,
      refund: `${prefix}refund`,
    },
    ...makeCatalogueKeys(prefix),
    ...makeOrderKeys(prefix),
    ...makeAccountKeys(prefix),

    // The streams; flows.ts says who writes and who reads each.
    orderPlaced: `${prefix}order-placed`,
    orderCompleted: `${prefix}order-completed`,
    refundInitiated: `${prefix}refund-initiated`,
  });
}

const makeCatalogueKeys = (prefix: string) => ({
  product: (productId: string) => `${prefix}product:${productId}`,
  products: `${prefix}products`,
  stock: (productId: string) => `${prefix}stock:${productId}`,
  /** The catalogue has had a product: it gets no samples any more. */
  catalogueSeeded: `${prefix}catalogue:seeded`,
  /** This product was there, and was deleted not long ago. */
  deletedProduct: (productId: string) => `${prefix}deleted-product:${productId}`,
  /** What an admin's Idempotency-Key has done to the catalogue. */
  productIdempotency: (userId: string, key: string) => `${prefix}product-idempotency:${userId}:${key}`,
});

const makeOrderKeys = (prefix: string) => ({
  order: (orderId: string) => `${prefix}order:${orderId}`,
  orders: `${prefix}orders`,
  ordersOfCustomer: (customerId: string) => `${prefix}orders:customer:${customerId}`,
  /** What a customer's Idempotency-Key has led to: an order, or a refusal. */
  idempotency: (customerId: string, key: string) => `${prefix}idempotency:${customerId}:${key}`,

  reservation: (orderId: string) => `${prefix}reservation:${orderId}`,
  refund: (orderId: string) => `${prefix}refund:${orderId}`,
  refunds: `${prefix}refunds`,
  refundsOfCustomer: (customerId: string) => `${prefix}refunds:customer:${customerId}`,
  /** The payment provider's own book; in production it is theirs and not in this Redis. */
  gateway: (orderId: string) => `${prefix}gateway:${orderId}`,
});

const makeAccountKeys = (prefix: string) => ({
  user: (userId: string) => `${prefix}user:${userId}`,
  userByEmail: (email: string) => `${prefix}user-email:${email}`,
  /** An account was made, and whoever asked for it has no answer yet. */
  unansweredRegistration: (email: string) => `${prefix}unanswered-registration:${email}`,
  /** By id of the admins whom the settings made: the hash of the password that they set last. */
  admins: `${prefix}admins`,

  session: (sessionId: string) => `${prefix}session:${sessionId}`,
  /** The keys of a user's sessions, by when they end. */
  sessionsOfUser: (userId: string) => `${prefix}sessions:user:${userId}`,

  /** How often a client came; each service counts for itself. */
  rateLimit: (service: string, counted: string) => `${prefix}rate-limit:${service}:${counted}`,
  /** What a service writes to find out whether Redis takes writes; nobody reads it. */
  probe: (service: string) => `${prefix}probe:${service}`,
  /** Somebody has logged in to this account from this address. */
  knownClient: (email: string, address: string) => `${prefix}known-client:${email}:${address}`,
});

export type Keys = ReturnType<typeof makeKeys>;
