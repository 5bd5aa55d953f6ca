/**
 * Builds every key name of the system; nothing else does.
 *
 * A `Keys` object belongs to one shop. Its optional hash tag puts all keys of that shop into one Cluster slot, so that
 * a script may touch them together; the default has no tag and gives the plain names.
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
  /** Set once the catalogue has had a product: from then on it gets no samples. */
  catalogueSeeded: `${prefix}catalogue:seeded`,
  /** Set for a while after a product was deleted. */
  deletedProduct: (productId: string) => `${prefix}deleted-product:${productId}`,
  /** The change to the catalogue made under an admin's Idempotency-Key. */
  productIdempotency: (userId: string, key: string) => `${prefix}product-idempotency:${userId}:${key}`,
});

const makeOrderKeys = (prefix: string) => ({
  order: (orderId: string) => `${prefix}order:${orderId}`,
  orders: `${prefix}orders`,
  ordersOfCustomer: (customerId: string) => `${prefix}orders:customer:${customerId}`,
  /** The order or the refusal under a customer's Idempotency-Key. */
  idempotency: (customerId: string, key: string) => `${prefix}idempotency:${customerId}:${key}`,

  reservation: (orderId: string) => `${prefix}reservation:${orderId}`,
  refund: (orderId: string) => `${prefix}refund:${orderId}`,
  refunds: `${prefix}refunds`,
  refundsOfCustomer: (customerId: string) => `${prefix}refunds:customer:${customerId}`,
  /** The ledger of the simulated payment provider; a real provider keeps its own, outside this Redis. */
  gateway: (orderId: string) => `${prefix}gateway:${orderId}`,
});

const makeAccountKeys = (prefix: string) => ({
  user: (userId: string) => `${prefix}user:${userId}`,
  userByEmail: (email: string) => `${prefix}user-email:${email}`,
  /** Set when an account was created and the client has had no answer yet. */
  unansweredRegistration: (email: string) => `${prefix}unanswered-registration:${email}`,
  /** For each admin created by the settings: the hash of the ADMIN_PASSWORD applied last. */
  admins: `${prefix}admins`,

  session: (sessionId: string) => `${prefix}session:${sessionId}`,
  /** The keys of a user's sessions, by expiry. */
  sessionsOfUser: (userId: string) => `${prefix}sessions:user:${userId}`,

  /** How many requests a client made; each service counts separately. */
  rateLimit: (service: string, counted: string) => `${prefix}rate-limit:${service}:${counted}`,
  /** A service writes it to test whether Redis accepts writes; nothing reads it. */
  probe: (service: string) => `${prefix}probe:${service}`,
  /** Set when this account was logged in to from this address. */
  knownClient: (email: string, address: string) => `${prefix}known-client:${email}:${address}`,
});

export type Keys = ReturnType<typeof makeKeys>;
