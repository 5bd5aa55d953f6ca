// Generated from docs/openapi by `npm run describe`.
export interface paths {
    "/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the version, the currency, the fee and the payment methods */
        get: operations["getAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service can do its work */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the service counts and measures, for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the dead letters, newest first */
        get: operations["getOpsDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a dead letter */
        get: operations["getOpsDeadLettersId"];
        put?: never;
        post?: never;
        /**
         * Remove a dead letter for good
         * @description Repeated within 24 hours, it answers 204 again.
         */
        delete: operations["deleteOpsDeadLettersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a dead letter
         * @description Appends the original entry to its stream and removes the dead letter, in one step. The effect still happens once. Repeated within 24 hours, it answers 200 again.
         */
        post: operations["postOpsDeadLettersIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ops/streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the stream of this service and its consumers
         * @description In a shop of several partitions: the stream of each.
         */
        get: operations["getOpsStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your orders, newest first
         * @description An admin gets everybody's. Every filter narrows the list. Times, ids, customers and emails are looked up. Statuses, products and payment methods are looked for in the newest 1000 orders or so of what is left: a page may be short and yet not the last, and then says in `searched_until` how far the search came.
         */
        get: operations["getOrders"];
        put?: never;
        /**
         * Place an order
         * @description The order is accepted as pending, then charged, and becomes completed or failed. Its prices are those of now. With `expected_total` it is placed only if it costs that: otherwise the answer is a 409 with the `quote` of now. Under an `Idempotency-Key` that answer stays, too: to accept the new price, send a new request under a new key.
         */
        post: operations["postOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an order, its timeline and its events
         * @description `trace_id` is the trace of the request that placed it (W3C Trace Context), which all its events carry. An event has the id of its entry in the stream of its name; `refund-initiated` is there once the order is refunded.
         */
        get: operations["getOrdersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order that is still pending
         * @description Repeated, it returns the cancelled order again.
         */
        post: operations["postOrdersIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an order live
         * @description Server-sent events: one `status` event for each status of the order, beginning with the past ones. Its `id` is the status, its `data` is `{"order_id", "status", "at"}`. The stream ends when the order is final, when the session ends, and when the service stops; reconnect with `Last-Event-ID` to get the rest.
         */
        get: operations["getOrdersIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow all your orders live
         * @description Server-sent events of your newest 100 orders; an admin gets those of all customers. A `status` event has the time of the move as its `id` and `{"order_id", "status", "at"}` as its `data`. At first you get the latest status of each order, or with `Last-Event-ID` every move since then and of some minutes before, so that a move may come twice and none is missing. Then one event `following` with `{"orders"}`, the number of orders, and from then on each move as it happens, also of orders placed later. The stream ends when the session ends and when the service stops.
         */
        get: operations["getOrdersEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Price an order without placing it
         * @description The prices are those that an order of these items has now, and they are not reserved: send the `total` as `expected_total` when you place it. What an order is refused for is refused here with the same errors.
         */
        post: operations["postOrdersQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the payment provider has about an order
         * @description This is what the provider says, asked now; the store keeps no copy. While it has decided nothing, `outcome` and the times are null and the amounts are 0.
         */
        get: operations["getPaymentsOrderId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users, newest first
         * @description Customers and admins. With `q`, those whose emails begin with it, or the one who has this id.
         */
        get: operations["getUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a user */
        get: operations["getUsersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sessions of a user, the latest login first */
        get: operations["getUsersIdSessions"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a user
         * @description From now on every service refuses their tokens. The user can log in again. Repeated, it answers 204 again. Your own sessions, including this one, end if the user is you.
         */
        delete: operations["deleteUsersIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Opens a session. The answer is the same for a wrong password and for an unknown email.
         */
        post: operations["postUsersLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the session: from now on every service refuses its tokens. The answer is the same if it had already ended.
         */
        post: operations["postUsersLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the user who is logged in */
        get: operations["getUsersMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Ends your other sessions; the current one goes on. Repeated with the same new password, it answers 204 again.
         */
        post: operations["postUsersPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens for a refresh token
         * @description A refresh token works once. For a short time (REFRESH_GRACE_S) it gets the same successor again, in case an answer was lost; a repetition after that ends its session.
         */
        post: operations["postUsersRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an account
         * @description Repeated with the same email, name and password, it answers 201 again until an answer has been sent.
         */
        post: operations["postUsersRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        About: {
            currency: string;
            /** @description Share of the subtotal that is added as the fee: 0.2 is a fifth. */
            fee_rate: number;
            /** @description The test cards of the simulated payment provider. */
            payment_methods: {
                /** @description What will happen, in one sentence. */
                effect: string;
                payment_method: string;
                title: string;
            }[];
            /** @constant */
            service: "store";
            /**
             * Format: date-time
             * @description When the process that answers was started.
             */
            started_at: string;
            version: string;
        };
        Account: {
            /** Format: date-time */
            created_at: string;
            email: string;
            name: string | null;
            /** @description How many orders the user has placed. */
            orders: number;
            /** @enum {string} */
            role: "customer" | "admin";
            /** Format: uuid */
            user_id: string;
        };
        AccountPage: {
            items: components["schemas"]["Account"][];
            next_cursor: string | null;
        };
        DeadLetter: {
            at: string | null;
            complete: boolean;
            consumer: string;
            deliveries: number;
            fields: [
                string,
                string
            ][];
            group: string;
            id: string;
            order_id: string | null;
            reason: string;
            source_id: string;
            stream: string;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetter"][];
            next_cursor: string | null;
        };
        Liveness: {
            /** @constant */
            status: "live";
        };
        Login: {
            email: string;
            password: string;
        };
        Order: {
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer_id: string;
            fee: number;
            items: {
                line_total: number;
                name: string;
                price: number;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** Format: uuid */
            order_id: string;
            payment_method: string;
            shipping_address: (string | {
                [key: string]: string;
            }) | null;
            /** @enum {string} */
            status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            subtotal: number;
            timeline: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            }[];
            total: number;
            /** Format: date-time */
            updated_at: string;
        };
        OrderPage: {
            items: components["schemas"]["Order"][];
            next_cursor: string | null;
            /** @description Set when the search stopped before the page was full, because it has looked at as many orders as one request may: the time of the last one. The `next_cursor` goes on from there. */
            searched_until: string | null;
        };
        OrderRequest: {
            expected_total?: (number | string) | null;
            items: {
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** @default pm_card_visa */
            payment_method?: string | null;
            shipping_address?: (string | {
                [key: string]: string | null;
            }) | null;
        } | {
            expected_total?: (number | string) | null;
            items?: null;
            /** @default pm_card_visa */
            payment_method?: string | null;
            /** Format: uuid */
            product_id: string;
            quantity: number;
            shipping_address?: (string | {
                [key: string]: string | null;
            }) | null;
        };
        PasswordChange: {
            current_password: string;
            new_password: string;
        };
        Payment: {
            charged: number;
            /** @description When the provider approved or declined. */
            charged_at: string | null;
            currency: string;
            given_back: number;
            /** @description When it gave the money back, or voided. */
            given_back_at: string | null;
            /** @description Charged and not given back. */
            kept: number;
            /** Format: uuid */
            order_id: string;
            /** @description Null while the provider has not decided; it stays `approved` when money is given back. */
            outcome: ("approved" | "declined" | "voided") | null;
        };
        Problem: {
            detail: string;
            /** @description With status 400: each invalid field of the body, the query or the header. */
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description With type urn:stockade:problem:price-changed: what the order would cost now. */
            quote?: components["schemas"]["Quote"];
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        Quote: {
            currency: string;
            fee: number;
            items: {
                line_total: number;
                name: string;
                price: number;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            subtotal: number;
            total: number;
        };
        QuoteRequest: {
            items: {
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
        } | {
            items?: null;
            /** Format: uuid */
            product_id: string;
            quantity: number;
        };
        Readiness: {
            checks: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "ready" | "unavailable";
            warnings?: {
                [key: string]: string;
            };
        };
        Refresh: {
            refresh_token: string;
        };
        Registration: {
            email: string;
            name?: string | null;
            password: string;
        };
        Replay: {
            id: string;
            /** @constant */
            outcome: "replayed";
        };
        SessionList: {
            items: {
                /** @description Whether it is the one that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When it ends, unless it is refreshed before.
                 */
                expires_at: string;
                /**
                 * Format: date-time
                 * @description When the user logged in.
                 */
                started_at: string;
            }[];
        };
        Stream: {
            dead_letters: number;
            exists: boolean;
            groups: {
                consumers: {
                    idle_ms: number;
                    inactive_ms: number | null;
                    name: string;
                    pending: number;
                }[];
                declared: boolean;
                deliveries_max: number;
                exists: boolean;
                group: string;
                lag: number | null;
                oldest_pending_age_ms: number | null;
                pending: number;
            }[];
            length: number;
            stream: string;
        };
        StreamPage: {
            items: components["schemas"]["Stream"][];
            next_cursor: string | null;
        };
        Tokens: {
            access_token: string;
            expires_in: number;
            refresh_token: string;
            /** @constant */
            token_type: "bearer";
        };
        TracedOrder: {
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer_id: string;
            events: {
                /** Format: date-time */
                at: string;
                id: string;
                /** @enum {string} */
                type: "order-placed" | "order-completed" | "refund-initiated";
            }[];
            fee: number;
            items: {
                line_total: number;
                name: string;
                price: number;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** Format: uuid */
            order_id: string;
            payment_method: string;
            shipping_address: (string | {
                [key: string]: string;
            }) | null;
            /** @enum {string} */
            status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            subtotal: number;
            timeline: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                status: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            }[];
            total: number;
            trace_id: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        User: {
            email: string;
            name: string | null;
            /** @enum {string} */
            role: "customer" | "admin";
            /** Format: uuid */
            user_id: string;
        };
    };
    responses: {
        /** @description Whoever is logged in is no admin */
        Forbidden: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours; the log has it under the request id */
        InternalServerError: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        PayloadTooLarge: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The data store cannot be reached now; try again */
        ServiceUnavailable: {
            headers: {
                /** @description Seconds to wait */
                "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests came from the same client */
        TooManyRequests: {
            headers: {
                /** @description What is left of the limit, and for how long */
                ratelimit?: string;
                /** @description The limit and its window */
                "ratelimit-policy"?: string;
                /** @description Seconds to wait */
                "retry-after": number;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is logged in, or the session has ended */
        Unauthorized: {
            headers: {
                /** @description How to log in */
                "www-authenticate": string;
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON */
        UnsupportedMediaType: {
            headers: {
                /** @description Names the request in our logs: what the client sent under this name, or a new id */
                "x-request-id": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
    getAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the store says of itself */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description It cannot now; `checks` says why */
            503: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All metrics, in the text format of Prometheus */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsDeadLetters: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dead letters */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsDeadLettersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteOpsDeadLettersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter is removed */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such dead letter, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postOpsDeadLettersIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which dead letter.
                 * @example 1772443241731-0
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry is back in its stream */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Whoever is logged in is no admin. Or: The Redis user of this service may not append to the stream; use the command line */
            403: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such dead letter, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The dead letter does not hold an entry that can be replayed */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpsStreams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream that it consumes */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrders: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: string;
                /** @description Orders of the customer with this email. */
                email?: string;
                /** @description Orders that were placed at this time or later. */
                from?: string;
                limit?: number;
                payment_method?: string;
                /** @description Orders with a line of this product. */
                product_id?: string;
                /** @description An order's id or its beginning, or the email of a customer. */
                q?: string;
                status?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
                /** @description Orders that were placed before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postOrders: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
                /**
                 * @description The trace that the request belongs to (W3C Trace Context). Without one, or with an invalid one, a trace begins here.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description The order, pending */
            201: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key */
                    "idempotency-replayed"?: string;
                    /** @description The address of the order, relative to that of the request */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description The trace of the order, which all its events carry */
                    traceparent: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The order does not cost the `expected_total`: `type` is `urn:stockade:problem:price-changed`, and `quote` has the prices of now */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another body */
            422: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrdersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TracedOrder"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postOrdersIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, cancelled */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The order has been paid or has failed */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrdersIdEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `id` of the last event that you received; the events after it are sent.
                 * @example pending
                 */
                "last-event-id"?: "pending" | "completed" | "failed" | "cancelled" | "refunded";
            };
            path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status changes of the order, as they happen */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description No event can follow the one that you named: do not reconnect */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests came from the same client. Or: You, or all clients at your address together, have the maximum number of live updates open */
            429: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates or is stopping, or the data store is not available */
            503: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrdersEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `id` of the last event that you received; what you may have missed since is sent.
                 * @example 2026-03-02T09:20:41.731Z
                 */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status changes of the orders, as they happen */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Too many requests came from the same client. Or: You, or all clients at your address together, have the maximum number of live updates open */
            429: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates or is stopping, or the data store is not available */
            503: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after": number;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrdersQuote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description What the order would cost now */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPaymentsOrderId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such order, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description The id of a user, or the beginning of an email. Users found by email are in the sequence of their emails. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which user.
                 * @example 019cadc5-df28-7c31-9a54-3d1f0c6b7e21
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such user, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsersIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which user.
                 * @example 019cadc5-df28-7c31-9a54-3d1f0c6b7e21
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such user, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteUsersIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which user.
                 * @example 019cadc5-df28-7c31-9a54-3d1f0c6b7e21
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user has no session */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such user, or it is not for whoever asks */
            404: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postUsersLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description The tokens of the session */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Email or password is wrong */
            401: {
                headers: {
                    /** @description How to log in */
                    "www-authenticate": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postUsersLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUsersMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postUsersPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The new password is in effect */
            204: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The current password is wrong */
            403: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postUsersRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description The tokens of the session */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The refresh token is no longer valid */
            401: {
                headers: {
                    /** @description How to log in */
                    "www-authenticate": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postUsersRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description The new user */
            201: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something is wrong with what was sent */
            400: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is an account with this email */
            409: {
                headers: {
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
