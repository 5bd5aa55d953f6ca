/** Bounds on what a client may send and an event may carry; each name ends in its unit. */

/** Lines of one order. A reservation reads every line's stock in one script, so this also bounds that script. */
export const ORDER_LINES_MAX = 100;
/** Pieces of one product in one order. */
export const LINE_QUANTITY_MAX = 10_000;
/** Price of one piece, in minor units. */
export const PRICE_MINOR_MAX = 100_000_000;
/** Any amount, in minor units. Lua writes numbers of up to 14 digits exactly, which is less than 2^53. */
export const AMOUNT_MINOR_MAX = 10_000_000_000_000;
/** Pieces of one product on the shelf. */
export const STOCK_QUANTITY_MAX = 1_000_000_000;

export const NAME_LENGTH_MAX = 200;
export const DESCRIPTION_LENGTH_MAX = 2_000;
export const CATEGORY_LENGTH_MAX = 60;
export const IMAGE_URL_LENGTH_MAX = 500;
/** Characters that a search of products may have. */
export const SEARCH_LENGTH_MAX = 100;
/** Products that one stream of product changes may name. */
export const FOLLOWED_IDS_MAX = 100;
/** RFC 5321, section 4.5.3.1: a path of 256 octets, brackets included, at most 64 of them before the @. */
export const EMAIL_LENGTH_MAX = 254;
export const EMAIL_LOCAL_BYTES_MAX = 64;
export const PASSWORD_LENGTH_MIN = 8;
/** argon2 hashes any length; the bound keeps one login from hashing a megabyte. */
export const PASSWORD_LENGTH_MAX = 256;
export const ADDRESS_LENGTH_MAX = 500;
export const ADDRESS_FIELDS_MAX = 12;
export const PAYMENT_METHOD_LENGTH_MAX = 64;

export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;

/** Characters that JSON may need for one character of a text: `\u0000`. */
const JSON_CHARACTER_LENGTH_MAX = 6;
/** Characters of a line of an order as JSON: its name, and ids, amounts and the names of its fields. */
const LINE_LENGTH_MAX = NAME_LENGTH_MAX * JSON_CHARACTER_LENGTH_MAX + 200;
/** Characters of an event as JSON. A longer one was not written by Stockade and is not even parsed. */
export const EVENT_LENGTH_MAX = ORDER_LINES_MAX * LINE_LENGTH_MAX + 3_000;
/** Characters of an attribute of an event. */
export const EVENT_ATTRIBUTE_LENGTH_MAX = 200;

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

/** How often an entry is delivered at most, and how long a consumer may be silent until others take its entries, unless set. */
export const DELIVERIES_MAX_DEFAULT = 10;
export const CONSUMER_MIN_IDLE_MS_DEFAULT = 30_000;

/** How long a charge or any other call of the payment provider may take, unless set. */
export const PAYMENT_TIMEOUT_MS_DEFAULT = 2_000;

/**
 * How long the outcome of a request is remembered, for its repetition: 24 hours, as is usual for payment APIs. The descriptions of
 * the routes say so.
 */
export const OUTCOME_REMEMBERED_MS = 24 * 60 * 60 * 1_000;
