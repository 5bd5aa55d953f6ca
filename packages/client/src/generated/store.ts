// Generated from docs/openapi by `npm run describe`.
export interface paths {
    readonly "/api/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your orders, newest first
         * @deprecated
         * @description For compatibility: the same as `GET /orders`.
         */
        readonly get: operations["getApiOrders"];
        readonly put?: never;
        /**
         * Place an order
         * @deprecated
         * @description For compatibility: the same as `POST /orders`.
         */
        readonly post: operations["postApiOrders"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get an order and its timeline
         * @deprecated
         * @description For compatibility: the same as `GET /orders/{id}`.
         */
        readonly get: operations["getApiOrdersId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/orders/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel an order that is still pending
         * @deprecated
         * @description For compatibility: the same as `POST /orders/{id}/cancel`.
         */
        readonly post: operations["postApiOrdersIdCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Cancel an order that is still pending
         * @deprecated
         * @description For compatibility: the same as `POST /orders/{id}/cancel`.
         */
        readonly patch: operations["patchApiOrdersIdCancel"];
        readonly trace?: never;
    };
    readonly "/api/orders/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow an order live
         * @deprecated
         * @description For compatibility: the same as `GET /orders/{id}/events`.
         */
        readonly get: operations["getApiOrdersIdEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log in
         * @deprecated
         * @description For compatibility: the same as `POST /users/login`.
         */
        readonly post: operations["postAuthLogin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log out
         * @deprecated
         * @description For compatibility: the same as `POST /users/logout`.
         */
        readonly post: operations["postAuthLogout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the user who is logged in
         * @deprecated
         * @description For compatibility: the same as `GET /users/me`.
         */
        readonly get: operations["getAuthMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change your password
         * @deprecated
         * @description For compatibility: the same as `POST /users/password`.
         */
        readonly post: operations["postAuthPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get new tokens for a refresh token
         * @deprecated
         * @description For compatibility: the same as `POST /users/refresh`.
         */
        readonly post: operations["postAuthRefresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create an account
         * @deprecated
         * @description For compatibility: the same as `POST /users/register`.
         */
        readonly post: operations["postAuthRegister"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
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
    readonly "/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your orders, newest first
         * @description An admin gets all orders.
         */
        readonly get: operations["getOrders"];
        readonly put?: never;
        /**
         * Place an order
         * @description The order is accepted as pending, then charged, and becomes completed or failed. Its prices are those of now.
         */
        readonly post: operations["postOrders"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get an order and its timeline */
        readonly get: operations["getOrdersId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel an order that is still pending
         * @description Repeated, it returns the cancelled order again.
         */
        readonly post: operations["postOrdersIdCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Cancel an order that is still pending
         * @deprecated
         * @description For compatibility: the same as `POST /orders/{id}/cancel`.
         */
        readonly patch: operations["patchOrdersIdCancel"];
        readonly trace?: never;
    };
    readonly "/orders/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow an order live
         * @description Server-sent events: one `status` event for each status of the order, beginning with the past ones. Its `id` is the status, its `data` is `{"order_id", "status", "at"}`. The stream ends when the order is final, when the session ends, and when the service stops; reconnect with `Last-Event-ID` to get the rest.
         */
        readonly get: operations["getOrdersIdEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Place an order
         * @deprecated
         * @description For compatibility: the same as `POST /orders`.
         */
        readonly post: operations["postOrdersCreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/my-orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your orders, newest first
         * @deprecated
         * @description For compatibility: the same as `GET /orders`.
         */
        readonly get: operations["getOrdersMyOrders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/orders/place-order": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Place an order
         * @deprecated
         * @description For compatibility: the same as `POST /orders`.
         */
        readonly post: operations["postOrdersPlaceOrder"];
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
    readonly "/users/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log in
         * @description Opens a session. The answer is the same for a wrong password and for an unknown email.
         */
        readonly post: operations["postUsersLogin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log out
         * @description Ends the session: from now on every service refuses its tokens. The answer is the same if it had already ended.
         */
        readonly post: operations["postUsersLogout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the user who is logged in */
        readonly get: operations["getUsersMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change your password
         * @description Ends your other sessions; the current one goes on. Repeated with the same new password, it answers 204 again.
         */
        readonly post: operations["postUsersPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get new tokens for a refresh token
         * @description A refresh token works once. For a short time (REFRESH_GRACE_S) it gets the same successor again, in case an answer was lost; a repetition after that ends its session.
         */
        readonly post: operations["postUsersRefresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create an account
         * @description Repeated with the same email, name and password, it answers 201 again until an answer has been sent.
         */
        readonly post: operations["postUsersRegister"];
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
        readonly Login: {
            readonly email: string;
            readonly password: string;
        };
        readonly Order: {
            /** Format: date-time */
            readonly created_at: string;
            readonly currency: string;
            /** Format: uuid */
            readonly customer_id: string;
            readonly fee: number;
            readonly items: readonly {
                readonly line_total: number;
                readonly name: string;
                readonly price: number;
                /** Format: uuid */
                readonly product_id: string;
                readonly quantity: number;
            }[];
            /** Format: uuid */
            readonly order_id: string;
            readonly payment_method: string;
            readonly shipping_address: (string | {
                readonly [key: string]: string;
            }) | null;
            /** @enum {string} */
            readonly status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            readonly subtotal: number;
            readonly timeline: readonly {
                /** Format: date-time */
                readonly at: string;
                /** @enum {string} */
                readonly status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            }[];
            readonly total: number;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly OrderPage: {
            readonly items: readonly components["schemas"]["Order"][];
            readonly next_cursor: string | null;
        };
        readonly OrderRequest: {
            readonly items: readonly {
                /** Format: uuid */
                readonly product_id: string;
                readonly quantity: number;
            }[];
            /** @default pm_card_visa */
            readonly payment_method?: string | null;
            readonly shipping_address?: (string | {
                readonly [key: string]: string;
            }) | null;
        } | {
            readonly items?: null;
            /** @default pm_card_visa */
            readonly payment_method?: string | null;
            /** Format: uuid */
            readonly product_id: string;
            readonly quantity: number;
            readonly shipping_address?: (string | {
                readonly [key: string]: string;
            }) | null;
        };
        readonly PasswordChange: {
            readonly current_password: string;
            readonly new_password: string;
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
        readonly Readiness: {
            readonly checks: {
                readonly [key: string]: string;
            };
            /** @enum {string} */
            readonly status: "ready" | "unavailable";
        };
        readonly Refresh: {
            readonly refresh_token: string;
        };
        readonly Registration: {
            readonly email: string;
            readonly name?: string | null;
            readonly password: string;
        };
        readonly Replay: {
            readonly id: string;
            /** @constant */
            readonly outcome: "replayed";
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
        readonly Tokens: {
            readonly access_token: string;
            readonly expires_in: number;
            readonly refresh_token: string;
            /** @constant */
            readonly token_type: "bearer";
        };
        readonly User: {
            readonly email: string;
            readonly name: string | null;
            /** @enum {string} */
            readonly role: "customer" | "admin";
            /** Format: uuid */
            readonly user_id: string;
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
    readonly getApiOrders: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly status?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of orders */
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
                    readonly "application/json": components["schemas"]["OrderPage"];
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
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postApiOrders: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderRequest"];
            };
        };
        readonly responses: {
            /** @description The order, pending */
            readonly 201: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the order, relative to that of the request */
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
                    readonly "application/json": components["schemas"]["Order"];
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another body */
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
    readonly getApiOrdersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
    readonly postApiOrdersIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order, cancelled */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description The order has been paid or has failed */
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
    readonly patchApiOrdersIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order, cancelled */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description The order has been paid or has failed */
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
    readonly getApiOrdersIdEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `id` of the last event that you received; the events after it are sent.
                 * @example pending
                 */
                readonly "last-event-id"?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The status changes of the order, as they happen */
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
                    readonly "text/event-stream": string;
                };
            };
            /** @description No event can follow the one that you named: do not reconnect */
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
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description Too many requests came from the same client. Or: You, or all clients at your address together, already follow the maximum number of orders */
            readonly 429: {
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
            readonly 500: components["responses"]["InternalServerError"];
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates or is stopping, or the data store is not available */
            readonly 503: {
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
        };
    };
    readonly postAuthLogin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Login"];
            };
        };
        readonly responses: {
            /** @description The tokens of the session */
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
                    readonly "application/json": components["schemas"]["Tokens"];
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
            /** @description Email or password is wrong */
            readonly 401: {
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postAuthLogout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session has ended */
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
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getAuthMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user */
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
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postAuthPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordChange"];
            };
        };
        readonly responses: {
            /** @description The new password is in effect */
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
            /** @description The current password is wrong */
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postAuthRefresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Refresh"];
            };
        };
        readonly responses: {
            /** @description The tokens of the session */
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
                    readonly "application/json": components["schemas"]["Tokens"];
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
            /** @description The refresh token is no longer valid */
            readonly 401: {
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postAuthRegister: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Registration"];
            };
        };
        readonly responses: {
            /** @description The new user */
            readonly 201: {
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
                    readonly "application/json": components["schemas"]["User"];
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
            /** @description There is an account with this email */
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
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
    readonly getOrders: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly status?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of orders */
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
                    readonly "application/json": components["schemas"]["OrderPage"];
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
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postOrders: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderRequest"];
            };
        };
        readonly responses: {
            /** @description The order, pending */
            readonly 201: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the order, relative to that of the request */
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
                    readonly "application/json": components["schemas"]["Order"];
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another body */
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
    readonly getOrdersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
    readonly postOrdersIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order, cancelled */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description The order has been paid or has failed */
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
    readonly patchOrdersIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order, cancelled */
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
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description The order has been paid or has failed */
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
    readonly getOrdersIdEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The `id` of the last event that you received; the events after it are sent.
                 * @example pending
                 */
                readonly "last-event-id"?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            readonly path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The status changes of the order, as they happen */
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
                    readonly "text/event-stream": string;
                };
            };
            /** @description No event can follow the one that you named: do not reconnect */
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
            /** @description There is no such order, or it is not for whoever asks */
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
            /** @description Too many requests came from the same client. Or: You, or all clients at your address together, already follow the maximum number of orders */
            readonly 429: {
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
            readonly 500: components["responses"]["InternalServerError"];
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates or is stopping, or the data store is not available */
            readonly 503: {
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
        };
    };
    readonly postOrdersCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderRequest"];
            };
        };
        readonly responses: {
            /** @description The order, pending */
            readonly 201: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the order, relative to that of the request */
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
                    readonly "application/json": components["schemas"]["Order"];
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another body */
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
    readonly getOrdersMyOrders: {
        readonly parameters: {
            readonly query?: {
                readonly cursor?: string;
                readonly limit?: number;
                readonly status?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of orders */
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
                    readonly "application/json": components["schemas"]["OrderPage"];
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
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postOrdersPlaceOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderRequest"];
            };
        };
        readonly responses: {
            /** @description The order, pending */
            readonly 201: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key */
                    readonly "idempotency-replayed"?: string;
                    /** @description The address of the order, relative to that of the request */
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
                    readonly "application/json": components["schemas"]["Order"];
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another body */
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
    readonly postUsersLogin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Login"];
            };
        };
        readonly responses: {
            /** @description The tokens of the session */
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
                    readonly "application/json": components["schemas"]["Tokens"];
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
            /** @description Email or password is wrong */
            readonly 401: {
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postUsersLogout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session has ended */
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
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getUsersMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user */
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
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postUsersPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordChange"];
            };
        };
        readonly responses: {
            /** @description The new password is in effect */
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
            /** @description The current password is wrong */
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postUsersRefresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Refresh"];
            };
        };
        readonly responses: {
            /** @description The tokens of the session */
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
                    readonly "application/json": components["schemas"]["Tokens"];
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
            /** @description The refresh token is no longer valid */
            readonly 401: {
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly postUsersRegister: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Registration"];
            };
        };
        readonly responses: {
            /** @description The new user */
            readonly 201: {
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
                    readonly "application/json": components["schemas"]["User"];
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
            /** @description There is an account with this email */
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
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalServerError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
}
