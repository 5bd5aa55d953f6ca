// Generated from docs/openapi by `npm run describe`.
export interface paths {
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the categories
         * @description By name, with the number of products in each, of the newest 100,000 products; at most 1,000, those with the most products. A category that is spelled in several ways is one, in the spelling of most of its products.
         */
        get: operations["getCategories"];
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
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the products
         * @description The newest first, unless `sort` says otherwise. With `search`, `category` or another `sort`, the list is made of the newest 100,000 products. Upper and lower case, accents and compatible forms of a character make no difference. A cursor is good for the sort that it came with.
         */
        get: operations["getProducts"];
        put?: never;
        /** Add a product */
        post: operations["postProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a product */
        get: operations["getProductsId"];
        put?: never;
        post?: never;
        /**
         * Remove a product
         * @description Repeated within 24 hours, it answers 204 again.
         */
        delete: operations["deleteProductsId"];
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description Changes only the given fields.
         */
        patch: operations["patchProductsId"];
        trace?: never;
    };
    "/products/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the stock of a product
         * @description Repeated without an Idempotency-Key, it puts stock sold in between on sale again.
         */
        put: operations["putProductsIdStock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow stock and prices live
         * @description Server-sent events. First comes `following` with the data `{}`: from here on changes are being watched, so read the products that you show now, and you miss nothing. It comes again when changes may have been missed; then read them again. `away` tells, with `{}`, that Redis is away: what you show is the last known until `following` comes; it comes first when you connect meanwhile. `product` tells of a product that has changed or is new, at most once in 100 ms and with what it is by then: `{"id", "stock_quantity", "price", "currency", "updated_at"}`. `removed` tells `{"id"}` of one that is gone. Without `ids` they tell of the newest 10,000 products. The stream ends when the service stops. After a reconnect it begins anew, so there is nothing to resume and no `Last-Event-ID`.
         */
        get: operations["getProductsEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/setstock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the stock of a product
         * @description For clients of the reference systems, which name the product in the body.
         */
        post: operations["postProductsSetstock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the stock decisions on several orders
         * @description In the sequence of the ids. An order that the warehouse has not decided on, or that is not yours, is missing; so a client can ask about an order that has just been paid without causing a 404.
         */
        get: operations["getReservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the stock decision on an order */
        get: operations["getReservationsOrderId"];
        put?: never;
        post?: never;
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
        Category: {
            category: string;
            products: number;
        };
        CategoryList: {
            items: components["schemas"]["Category"][];
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
        NewProduct: {
            /** @description An empty text takes it away. */
            category?: string | null;
            description?: string | null;
            /** @description A URL that begins with https:// or http://, or a path that begins with one slash, on the origin of the page that shows it. An empty text takes it away. */
            image_url?: string | null;
            name: string;
            /** @description USD, at most two decimal places, at most 1000000. */
            price: number | string;
            stock_quantity: number;
        } | {
            /** @description An empty text takes it away. */
            category?: string | null;
            description?: string | null;
            /** @description A URL that begins with https:// or http://, or a path that begins with one slash, on the origin of the page that shows it. An empty text takes it away. */
            image_url?: string | null;
            name: string;
            /** @description USD, at most two decimal places, at most 1000000. */
            price: number | string;
            quantity: number;
            stock_quantity?: null;
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
        Product: {
            category: string | null;
            /** Format: date-time */
            created_at: string;
            currency: string;
            description: string;
            /** Format: uuid */
            id: string;
            /** @description An http or https URL, or an absolute path on the origin of the page that shows it. */
            image_url: string | null;
            name: string;
            price: number;
            stock_quantity: number;
            /** Format: date-time */
            updated_at: string;
        };
        ProductChanges: ({
            /** @description An empty text takes it away. */
            category?: string | null;
            description?: string | null;
            /** @description A URL that begins with https:// or http://, or a path that begins with one slash, on the origin of the page that shows it. An empty text takes it away. */
            image_url?: string | null;
            name?: string | null;
            price?: (number | string) | null;
            stock_quantity?: number | null;
        } | {
            name: unknown;
        } | {
            description: unknown;
        } | {
            category: unknown;
        } | {
            image_url: unknown;
        } | {
            price: unknown;
        } | {
            stock_quantity: unknown;
        }) | {
            /** @description An empty text takes it away. */
            category?: string | null;
            description?: string | null;
            /** @description A URL that begins with https:// or http://, or a path that begins with one slash, on the origin of the page that shows it. An empty text takes it away. */
            image_url?: string | null;
            name?: string | null;
            price?: (number | string) | null;
            quantity: number;
            stock_quantity?: null;
        };
        ProductPage: {
            items: components["schemas"]["Product"][];
            next_cursor: string | null;
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
        Replay: {
            id: string;
            /** @constant */
            outcome: "replayed";
        };
        Reservation: {
            /** Format: date-time */
            at: string;
            lines: {
                /** @description How many there were when the order was rejected. Null for a reserved order, and for one that was rejected before this was kept. */
                available: number | null;
                /** Format: uuid */
                product_id: string;
                quantity: number;
            }[];
            /** Format: uuid */
            order_id: string;
            /** @enum {string} */
            outcome: "reserved" | "rejected";
        };
        ReservationList: {
            items: components["schemas"]["Reservation"][];
        };
        Stock: {
            stock_quantity: number;
        } | {
            quantity: number;
            stock_quantity?: null;
        };
        StockOfProduct: {
            /** Format: uuid */
            product_id: string;
            stock_quantity: number;
        } | {
            /** Format: uuid */
            product_id: string;
            quantity: number;
            stock_quantity?: null;
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
    getCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The categories */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryList"];
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
    getProducts: {
        parameters: {
            query?: {
                /** @description Only products of this category; upper and lower case and accents make no difference. */
                category?: string;
                /** @description The `next_cursor` of the page before, which was sorted in the same way. */
                cursor?: string;
                limit?: number;
                /** @description Words, each of which must occur in the name, the description or the category. */
                search?: string;
                sort?: "newest" | "name" | "price" | "-price";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    postProducts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description The product */
            201: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    "idempotency-replayed"?: string;
                    /** @description The address of the product, relative to that of the request */
                    location: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
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
    getProductsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description `HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away */
                    "x-cache": string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description There is no such product, or it is not for whoever asks */
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
    deleteProductsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product is gone */
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
            /** @description There is no such product, or it is not for whoever asks */
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
    patchProductsId: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChanges"];
            };
        };
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description There is no such product, or it is not for whoever asks */
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
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
    putProductsIdStock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description Which product.
                 * @example 019346a0-0000-7000-8000-000000000003
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Stock"];
            };
        };
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description There is no such product, or it is not for whoever asks */
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
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
    getProductsEvents: {
        parameters: {
            query?: {
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of products, as they happen */
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
            /** @description Too many requests came from the same client. Or: Clients at your address already have the maximum number of live updates open */
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
            /** @description The data store cannot be reached now; try again. Or: This process serves the maximum number of live updates, or is stopping, or its clients name more than 50,000 products together */
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
    postProductsSetstock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.
                 * @example basket-7f3c2a
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockOfProduct"];
            };
        };
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description `true` when an earlier request with the same key made the change */
                    "idempotency-replayed"?: string;
                    /** @description What is left of the limit, and for how long */
                    ratelimit?: string;
                    /** @description The limit and its window */
                    "ratelimit-policy"?: string;
                    /** @description Names the request in our logs: what the client sent under this name, or a new id */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description There is no such product */
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The Idempotency-Key was used before with another request */
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
    getReservations: {
        parameters: {
            query: {
                /** @description 1 to 100 ids of orders, separated by commas */
                order_ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reservations that there are */
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
                    "application/json": components["schemas"]["ReservationList"];
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
    getReservationsOrderId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which reservation for order.
                 * @example 019cadd9-8c23-7f04-8b1e-52a9e6c0d714
                 */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reservation */
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
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There is no such reservation for order, or it is not for whoever asks */
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
}
