// Generated from docs/openapi by `npm run describe`.
export interface paths {
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process answers */
        readonly get: operations["getHealthLive"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The service can do its work */
        readonly get: operations["getHealthReady"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the service counts and measures, for Prometheus */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the dead letters, newest first */
        readonly get: operations["getOpsDeadLetters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a dead letter */
        readonly get: operations["getOpsDeadLettersId"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove a dead letter for good
         * @description Repeated within 24 hours, it answers 204 again.
         */
        readonly delete: operations["deleteOpsDeadLettersId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/dead-letters/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay a dead letter
         * @description Appends the original entry to its stream and removes the dead letter, in one step. The effect still happens once. Repeated within 24 hours, it answers 200 again.
         */
        readonly post: operations["postOpsDeadLettersIdReplay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ops/streams": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Show the stream of this service and its consumers */
        readonly get: operations["getOpsStreams"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/product": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add a product
         * @deprecated
         * @description For compatibility: the same as `POST /products`.
         */
        readonly post: operations["postProduct"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/product/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a product
         * @deprecated
         * @description For compatibility: the same as `GET /products/{id}`.
         */
        readonly get: operations["getProductId"];
        /**
         * Change a product
         * @deprecated
         * @description For compatibility: the same as `PATCH /products/{id}`.
         */
        readonly put: operations["putProductId"];
        readonly post?: never;
        /**
         * Remove a product
         * @deprecated
         * @description For compatibility: the same as `DELETE /products/{id}`.
         */
        readonly delete: operations["deleteProductId"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a product
         * @deprecated
         * @description For compatibility: the same as `PATCH /products/{id}`.
         */
        readonly patch: operations["patchProductId"];
        readonly trace?: never;
    };
    readonly "/product/setstock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set the stock of a product
         * @deprecated
         * @description For compatibility: the same as `POST /products/setstock`.
         */
        readonly post: operations["postProductSetstock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/products": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the products, newest first */
        readonly get: operations["getProducts"];
        readonly put?: never;
        /** Add a product */
        readonly post: operations["postProducts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/products/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a product */
        readonly get: operations["getProductsId"];
        /**
         * Change a product
         * @deprecated
         * @description For compatibility: the same as `PATCH /products/{id}`.
         */
        readonly put: operations["putProductsId"];
        readonly post?: never;
        /**
         * Remove a product
         * @description Repeated within 24 hours, it answers 204 again.
         */
        readonly delete: operations["deleteProductsId"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a product
         * @description Changes only the given fields.
         */
        readonly patch: operations["patchProductsId"];
        readonly trace?: never;
    };
    readonly "/products/{id}/stock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set the stock of a product
         * @description Repeated without an Idempotency-Key, it puts stock sold in between on sale again.
         */
        readonly put: operations["putProductsIdStock"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/products/setstock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set the stock of a product
         * @description For clients of the reference systems, which name the product in the body.
         */
        readonly post: operations["postProductsSetstock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/reservations/{order_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the stock decision on an order */
        readonly get: operations["getReservationsOrderId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/system-health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The service can do its work
         * @deprecated
         * @description For compatibility: the same as `GET /health/ready`.
         */
        readonly get: operations["getSystemHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly DeadLetter: {
            readonly at: string | null;
            readonly complete: boolean;
            readonly consumer: string;
            readonly deliveries: number;
            readonly fields: readonly (readonly [
                string,
                string
            ])[];
            readonly group: string;
            readonly id: string;
            readonly order_id: string | null;
            readonly reason: string;
            readonly source_id: string;
            readonly stream: string;
        };
        readonly DeadLetterPage: {
            readonly items: readonly components["schemas"]["DeadLetter"][];
            readonly next_cursor: string | null;
        };
        readonly Liveness: {
            /** @constant */
            readonly status: "live";
        };
        readonly NewProduct: {
            readonly description?: string | null;
            readonly name: string;
            /** @description USD, at most two decimal places, at most 1000000. */
            readonly price: number | string;
            readonly stock_quantity: number;
        } | {
            readonly description?: string | null;
            readonly name: string;
            /** @description USD, at most two decimal places, at most 1000000. */
            readonly price: number | string;
            readonly quantity: number;
            readonly stock_quantity?: null;
        };
        readonly Problem: {
            readonly detail: string;
            readonly errors?: readonly {
                readonly field: string;
                readonly message: string;
            }[];
            readonly request_id: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
        readonly Product: {
            /** Format: date-time */
            readonly created_at: string;
            readonly currency: string;
            readonly description: string;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly price: number;
            readonly stock_quantity: number;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly ProductChanges: ({
            readonly description?: string | null;
            readonly name?: string | null;
            readonly price?: (number | string) | null;
            readonly stock_quantity?: number | null;
        } | {
            readonly name: unknown;
        } | {
            readonly description: unknown;
        } | {
            readonly price: unknown;
        } | {
            readonly stock_quantity: unknown;
        }) | {
            readonly description?: string | null;
            readonly name?: string | null;
            readonly price?: (number | string) | null;
            readonly quantity: number;
            readonly stock_quantity?: null;
        };
        readonly ProductPage: {
            readonly items: readonly components["schemas"]["Product"][];
            readonly next_cursor: string | null;
        };
        readonly Readiness: {
            readonly checks: {
                readonly [key: string]: string;
            };
            /** @enum {string} */
            readonly status: "ready" | "unavailable";
        };
        readonly Replay: {
            readonly id: string;
            /** @constant */
            readonly outcome: "replayed";
        };
        readonly Reservation: {
            /** Format: date-time */
            readonly at: string;
            readonly lines: readonly {
                /** Format: uuid */
                readonly product_id: string;
                readonly quantity: number;
            }[];
            /** Format: uuid */
            readonly order_id: string;
            /** @enum {string} */
            readonly outcome: "reserved" | "rejected";
        };
        readonly Stock: {
            readonly stock_quantity: number;
        } | {
            readonly quantity: number;
            readonly stock_quantity?: null;
        };
        readonly StockOfProduct: {
            /** Format: uuid */
            readonly product_id: string;
            readonly stock_quantity: number;
        } | {
            /** Format: uuid */
            readonly product_id: string;
            readonly quantity: number;
            readonly stock_quantity?: null;
        };
        readonly Stream: {
            readonly dead_letters: number;
            readonly exists: boolean;
            readonly groups: readonly {
                readonly consumers: readonly {
                    readonly idle_ms: number;
                    readonly inactive_ms: number | null;
                    readonly name: string;
                    readonly pending: number;
                }[];
                readonly declared: boolean;
                readonly deliveries_max: number;
                readonly exists: boolean;
                readonly group: string;
                readonly lag: number | null;
                readonly oldest_pending_age_ms: number | null;
                readonly pending: number;
            }[];
            readonly length: number;
            readonly stream: string;
        };
        readonly StreamPage: {
            readonly items: readonly components["schemas"]["Stream"][];
            readonly next_cursor: string | null;
        };
    };
    responses: {
        /** @description Whoever is logged in is no admin */
        readonly Forbidden: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours; the log has it under the request id */
        readonly InternalServerError: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        readonly PayloadTooLarge: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The data store cannot be reached now; try again */
        readonly ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait */
                readonly "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests came from the same client */
        readonly TooManyRequests: {
            headers: {
                /** @description What is left of the limit, and for how long */
                readonly ratelimit?: string;
                /** @description The limit and its window */
                readonly "ratelimit-policy"?: string;
                /** @description Seconds to wait */
                readonly "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is logged in, or the session has ended */
        readonly Unauthorized: {
            headers: {
                /** @description How to log in */
                readonly "www-authenticate": string;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON */
        readonly UnsupportedMediaType: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                readonly "x-request-id": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getHealthLive: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Liveness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getHealthReady: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            readonly 503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All metrics, in the text format of Prometheus */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsDeadLetters: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of dead letters */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsDeadLettersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The dead letter */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLetter"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteOpsDeadLettersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The dead letter is removed */
            readonly 204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postOpsDeadLettersIdReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entry is back in its stream */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Replay"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description Whoever is logged in is no admin. Or: The Redis user of this service may not append to the stream; use the command line */
            readonly 403: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such dead letter, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The dead letter does not hold an entry that can be replayed */
            readonly 409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOpsStreams: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream that it consumes */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StreamPage"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postProduct: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewProduct"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 201: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the product, relative to that of the request */
                    readonly location: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getProductId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    readonly "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putProductId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductChanges"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteProductId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The product is gone */
            readonly 204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly patchProductId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductChanges"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postProductSetstock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StockOfProduct"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getProducts: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of products */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    readonly "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postProducts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewProduct"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 201: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the product, relative to that of the request */
                    readonly location: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getProductsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    readonly "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putProductsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductChanges"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteProductsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The product is gone */
            readonly 204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly patchProductsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductChanges"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putProductsIdStock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Stock"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postProductsSetstock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StockOfProduct"];
            };
        };
        readonly responses: {
            /** @description The product */
            readonly 200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    readonly "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Something is wrong with what was sent */
            readonly 400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description There is no such product */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
            readonly 422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getReservationsOrderId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which reservation for order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly order_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The reservation */
            readonly 200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    readonly ratelimit?: string;
                    /** @description The limit and its window */
                    readonly "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Reservation"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such reservation for order, or it is not for whoever asks */
            readonly 404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getSystemHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can */
            readonly 200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly 500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            readonly 503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    readonly "x-request-id": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
