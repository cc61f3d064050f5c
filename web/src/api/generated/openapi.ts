// Made by npm run docs from the description of the API. Do not edit.

export interface paths {
    "/v1/apps/{appId}/processes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the processes of an app, in the order they were made. */
        get: operations["Processes_list"];
        put?: never;
        /** Creates a process with a draft; nothing runs before it is published. */
        post: operations["Processes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks a definition as publishing would and stores nothing; one that cannot be used is a 422 with every problem. */
        post: operations["Processes_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a process with its draft. */
        get: operations["Processes_get"];
        put?: never;
        post?: never;
        /** Deletes a process and its versions, unless runs are under way. Access tokens are not touched. */
        delete: operations["Processes_delete"];
        options?: never;
        head?: never;
        /** Changes the name or the draft. */
        patch: operations["Processes_update"];
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks the draft as publishing would; a draft that cannot be published is a 422 with every problem. */
        post: operations["ProcessVersions_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes the draft as the next version; runs under way stay on theirs. */
        post: operations["ProcessVersions_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the published versions, the newest first. */
        get: operations["ProcessVersions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one published version. */
        get: operations["ProcessVersions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pauses or resumes the schedule of a process. What is due while it is paused is not made up for. */
        put: operations["Schedules_turn"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells as it happens which runs begin and which have another status: `run` events, with the instant of the change as
         *     their id. The same run may be told again; the filters are those of the list.
         */
        get: operations["RunStreams_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells one run as it happens: `step` events for each line of its journal, `run` events when its status or what it
         *     waits for changes, `begun` for steps that are under way and not recorded yet (which may be lost), and `end`. Begins
         *     with all that has happened; with `Last-Event-ID` behind what was seen.
         */
        get: operations["RunStreams_run"];
        put?: never;
        /** Tells events to one run that listens for them, as an app is told. One that it knows already does nothing. */
        post: operations["Events_tellRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/processes/{processId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a run of the published version; it goes on after the answer. */
        post: operations["Runs_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists runs, the newest first. */
        get: operations["Runs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a run. */
        get: operations["Runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what happened in a run, in order. */
        get: operations["Runs_steps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides about a step of which nobody knows whether it had its effect. */
        post: operations["Runs_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a run; a step under way still ends and is recorded. */
        post: operations["Runs_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspends a run and those that it waits for: a step under way still ends, no other begins until it is resumed. */
        post: operations["RunControl_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a suspended run go on; tries a parked one again without waiting for its token to be mended. */
        post: operations["RunControl_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a faulted run go on, on its own version: the step that failed runs anew, nothing before it does. */
        post: operations["RunControl_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the outside systems that Latchkey knows, by title; all at once unless a page is asked for. */
        get: operations["Connectors_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors/{connector}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describes a connector: its methods with their fields and set-up steps, and its actions. */
        get: operations["Connectors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the caller's own drafts. */
        get: operations["Drafts_list"];
        put?: never;
        /** Begins a draft of a new access token, or of new values for a live one. */
        post: operations["Drafts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{draftId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a draft, with the redirect URI to register and what is worth knowing before Done. */
        get: operations["Drafts_get"];
        put?: never;
        post?: never;
        /** Throws the draft away. */
        delete: operations["Drafts_delete"];
        options?: never;
        head?: never;
        /** Fills in fields. New field values end what was issued and proved for the older ones. */
        patch: operations["Drafts_update"];
        trace?: never;
    };
    "/v1/drafts/{draftId}/issuance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get OAuth 2.0 Access Token: exchanges the fields, or answers with the link to the vendor's consent page. */
        post: operations["Drafts_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{draftId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test Connection: one request to the vendor with these values. */
        post: operations["Drafts_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{draftId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Done: the draft becomes an access token, or replaces the values of the live one, in one step. Gives one in use another
         *     name only with `force=true`.
         */
        post: operations["Drafts_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the lookups of an app, by name. */
        get: operations["Lookups_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/lookups/{lookup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one lookup, and what would make it fail as things are now. */
        get: operations["Lookups_get"];
        /** Declares a lookup, or changes it as a whole; in force at once. Needs the right manage-app. */
        put: operations["Lookups_put"];
        /** Asks a lookup for a form: its action runs with its access token as they are now. Needs the right run. */
        post: operations["LookupRuns_run"];
        /** Removes a lookup: whoever asks it from now on gets 404. */
        delete: operations["Lookups_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs one request with an OAuth 1.0a token; the keys stay here. */
        post: operations["Resolution_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test Connection of a live token: one request to the vendor, through the same road as a run. */
        post: operations["Resolution_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/actions/{call}/choices/{input}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What can be chosen for an input of an action, asked of the vendor at this moment with the token. */
        post: operations["Actions_choices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what is wrong right now, once for each root cause, with the access tokens that it affects. */
        get: operations["Alerts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/bulk-renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renews several access tokens now, each as if alone. */
        post: operations["BulkRenewal_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renews the issued token now, whatever its age and state. */
        post: operations["Renewal_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the latest renewals: who wanted them, and what came of each. */
        get: operations["Renewal_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists which access tokens need a person, and by when. Disabled ones need nobody. */
        get: operations["Forecast_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/bulk-removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes several access tokens, each as if alone; those in use only with `force`. */
        post: operations["BulkRemoval_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the access tokens that the caller sees. */
        get: operations["TokenList_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says by connector, environment and state how many access tokens there are. */
        get: operations["TokenList_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switches the token off: every resolution that starts after the answer is refused, and the clock leaves it alone. */
        post: operations["TokenSwitch_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switches the token on again; runs that wait for it go on. */
        post: operations["TokenSwitch_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one access token. */
        get: operations["Tokens_get"];
        put?: never;
        post?: never;
        /** Removes an access token; one in use only with `force=true`. */
        delete: operations["Tokens_delete"];
        options?: never;
        head?: never;
        /**
         * Changes name, description or renewal rate; the name of a token in use only with `force=true`. Credentials are changed
         *     through a draft.
         */
        patch: operations["Tokens_update"];
        trace?: never;
    };
    "/v1/access-tokens/{tokenId}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists every place that names this token and means it. */
        get: operations["Tokens_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists webhooks in the order they were made. */
        get: operations["Webhooks_list"];
        put?: never;
        /** Creates a webhook of the tenant, or of one app. Its secret is shown in this answer only. */
        post: operations["Webhooks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one webhook. */
        get: operations["Webhooks_get"];
        put?: never;
        post?: never;
        /** Removes a webhook with its log. */
        delete: operations["Webhooks_remove"];
        options?: never;
        head?: never;
        /** Changes address, types or description, enables or disables. */
        patch: operations["Webhooks_change"];
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new secret, shown in this answer only. For a while the one before signs too. */
        post: operations["Webhooks_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test event at once, one attempt, and tells what became of it. Other webhooks get nothing of it. */
        post: operations["Deliveries_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists deliveries, the newest first. */
        get: operations["Deliveries_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one delivery with its attempts. */
        get: operations["Deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event again whose delivery has ended, with the same id and as many attempts as at first. */
        post: operations["Deliveries_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows who has signed in with this browser, and what he may do. */
        get: operations["Session_get"];
        put?: never;
        /** Signs in. The session lives in a cookie; 401 says nothing of whether there is such an account. */
        post: operations["Session_signIn"];
        /** Signs out. */
        delete: operations["Session_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one's own password; all other sessions end. */
        post: operations["Session_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own sessions that have not ended, the newest first. */
        get: operations["OwnSessions_list"];
        put?: never;
        post?: never;
        /** Ends all of one's own sessions but this one. */
        delete: operations["OwnSessions_revokeOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions; in force on its very next request. */
        delete: operations["OwnSessions_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/one-time-links/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what a link is for, and does not use it. */
        post: operations["Links_look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/one-time-links/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uses a link: the password is set, all older sessions of the account end, and this browser is signed in. */
        post: operations["Links_redeem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists users in the order they were invited. */
        get: operations["Users_list"];
        put?: never;
        /** Invites somebody. The answer shows the one-time link, to be handed over by you. */
        post: operations["Users_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one user. */
        get: operations["Users_get"];
        put?: never;
        post?: never;
        /** Removes a user with all sessions. What he made stays; keys that he made are revoked one by one. */
        delete: operations["Users_remove"];
        options?: never;
        head?: never;
        /** Changes name, role or apps, or disables the account; in force on the user's very next request. */
        patch: operations["Users_change"];
        trace?: never;
    };
    "/v1/users/{userId}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a one-time link for a new password; for whoever has not joined, a new invitation. Older links stop working. */
        post: operations["Users_resetLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs the user out everywhere. */
        delete: operations["Users_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the apps that the caller can reach, in the order they were made. */
        get: operations["Apps_list"];
        put?: never;
        /** Creates an app; needs the right manage-app in the whole tenant. */
        post: operations["Apps_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one app. */
        get: operations["Apps_get"];
        put?: never;
        post?: never;
        /** Deletes an app with its access tokens, processes, runs and keys, if the tenant allows it. */
        delete: operations["Apps_delete"];
        options?: never;
        head?: never;
        /** Changes the name or the declared access tokens of an app. */
        patch: operations["Apps_update"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists keys in the order they were made, revoked ones included; never the keys themselves. */
        get: operations["Keys_list"];
        put?: never;
        /** Makes a key. It is shown in this answer only. */
        post: operations["Keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one key, without the key itself. */
        get: operations["Keys_get"];
        put?: never;
        post?: never;
        /** Revokes a key; in force on the very next request. */
        delete: operations["Keys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/own-connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tenant's own connectors, in the order they were made. */
        get: operations["OwnConnectors_list"];
        put?: never;
        /** Adds a connector to the caller's tenant; needs the right manage-tenant. */
        post: operations["OwnConnectors_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/own-connectors/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one with its definition, which holds nothing secret and can be added to another tenant as it is. */
        get: operations["OwnConnectors_get"];
        /** Replaces the definition. Tokens go on with theirs until their values are proved with the new one. */
        put: operations["OwnConnectors_replace"];
        post?: never;
        /** Removes a connector; one that access tokens were made with only with `force=true`, and they go on. */
        delete: operations["OwnConnectors_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists tenants in the order they were made. */
        get: operations["Tenants_list"];
        put?: never;
        /** Creates a tenant with a data key of its own and a first admin key, which is shown once. */
        post: operations["Tenants_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one tenant. */
        get: operations["Tenants_get"];
        put?: never;
        post?: never;
        /** Erases a tenant: apps, access tokens, processes, runs, keys, audit, and the data keys that could open a backup. */
        delete: operations["Tenants_erase"];
        options?: never;
        head?: never;
        /** Changes the name or settings of a tenant. */
        patch: operations["Tenants_update"];
        trace?: never;
    };
    "/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the caller's own tenant. */
        get: operations["OwnTenant_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes settings of the caller's own tenant; needs the right manage-tenant. */
        patch: operations["OwnTenant_update"];
        trace?: never;
    };
    "/v1/vault/rotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists rotations, the newest first; for the operator. */
        get: operations["Rotations_list"];
        put?: never;
        /** Starts a rotation: of the root key (operator), or of a tenant's data key (operator, or an admin of the tenant). */
        post: operations["Rotations_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vault/rotations/{rotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how far a rotation is. */
        get: operations["Rotations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists events, the newest first. Resolutions appear within a second. */
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-events/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads the whole chain and says whether an event is missing or altered. */
        get: operations["Audit_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists stored events, the newest first; with `Accept: text/event-stream` tells them as they happen. The stream has
         *     stored events with their ids, `hint` events for every change of an access token, renewals included, and `gap` when
         *     something may have been missed. A key is told what it may see. Lifecycle events of runs are shown only when `type`
         *     asks for them; runs have streams of their own.
         */
        get: operations["Events_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how many renewals, failed ones by cause, and resolutions there were over time; up to 10 seconds behind. */
        get: operations["Figures_get"];
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
        /** The process runs. */
        get: operations["Health_live"];
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
        /** The process can serve: the database answers. */
        get: operations["Health_ready"];
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
        /** What this process counts and measures; for the operator. */
        get: operations["Metrics_scrape"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{appId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the app events, by the HTTP binding of CloudEvents 1.0. An event that it knows already does nothing. */
        post: operations["Events_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolves a name to a credential, as it stands at this moment. */
        post: operations["Resolution_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proxy/{name}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends the request with the credential of a named token and streams the answer. */
        get: operations["Proxy_get"];
        /** Sends the request with the credential of a named token and streams the answer. */
        put: operations["Proxy_put"];
        /** Sends the request with the credential of a named token and streams the answer. */
        post: operations["Proxy_post"];
        /** Sends the request with the credential of a named token and streams the answer. */
        delete: operations["Proxy_delete"];
        options?: never;
        head?: never;
        /** Sends the request with the credential of a named token and streams the answer. */
        patch: operations["Proxy_patch"];
        trace?: never;
    };
    "/v1/apps/{appId}/actions/{call}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs an action of a connector with a named token.
         * @description A file goes up as `multipart/form-data`: the fields `token` and `with`, then the file under the name of its input; what `with` says of that input (`name`, `size`, `contentType`) completes what the part says. An action that yields a file answers with the file itself. `Idempotency-Key` goes to a vendor that takes such a key.
         */
        post: operations["Actions_run"];
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
        CreateProcessRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique in the app without regard to case. */
            name: string;
            /** @description The definition in the CNCF Serverless Workflow DSL 1.0, as YAML or JSON text. */
            definition: string;
        };
        ScheduleView: {
            /** @enum {string} */
            kind: "every" | "cron" | "after" | "on";
            /** @description The schedule as the published version has it. */
            definition: {
                [key: string]: unknown;
            };
            /** @description False: somebody has paused it. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description When the next run begins; absent while it waits for events, or for the end of a run, or is paused.
             */
            nextAt?: string;
            /** @description The last run that it started. */
            lastRunId?: string;
            /** Format: date-time */
            lastStartedAt?: string;
            /** @description How many runs did not begin because too many were under way, or because their events were too long. */
            skipped: number;
            /** Format: date-time */
            lastSkippedAt?: string;
        };
        ProcessView: {
            id: string;
            appId: string;
            name: string;
            /** @description The draft. */
            definition: string;
            /** @description The version that new runs are made of; 0 when nothing is published. */
            publishedVersion: number;
            /** @description What starts runs by itself, if the published version has a schedule. */
            schedule?: components["schemas"]["ScheduleView"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CheckDefinitionRequest: {
            /** @description In the CNCF Serverless Workflow DSL 1.0, as YAML or JSON text. */
            definition: string;
        };
        TokenUseView: {
            /** @description The task's place, such as `/do/2/upload`. */
            path: string;
            token: string;
            action?: string;
        };
        UseWarningView: {
            /** @description The task's place, such as `/do/2/upload`. */
            path: string;
            /** @description From 1, in the text of the definition. */
            line: number;
            /** @description The access token that it is about, if it is about one. */
            token?: string;
            code: string;
            message: string;
        };
        CheckView: {
            uses: components["schemas"]["TokenUseView"][];
            /** @description What would park or fail a run as things are now. */
            warnings: components["schemas"]["UseWarningView"][];
        };
        ProcessPage: {
            items: components["schemas"]["ProcessView"][];
            nextCursor?: string;
        };
        UpdateProcessRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique in the app without regard to case. */
            name?: string;
            /** @description The draft; published versions stay as they are. */
            definition?: string;
        };
        PublicationView: {
            uses: components["schemas"]["TokenUseView"][];
            /** @description What would park or fail a run as things are now. */
            warnings: components["schemas"]["UseWarningView"][];
            processId: string;
            version: number;
            definition: string;
            publishedBy: string;
            /** Format: date-time */
            publishedAt: string;
        };
        VersionView: {
            processId: string;
            version: number;
            definition: string;
            publishedBy: string;
            /** Format: date-time */
            publishedAt: string;
        };
        VersionPage: {
            items: components["schemas"]["VersionView"][];
            nextCursor?: string;
        };
        TurnScheduleRequest: {
            /** @description False pauses the schedule, true resumes it. */
            enabled: boolean;
        };
        MovedRunView: {
            id: string;
            appId: string;
            processId: string;
            version: number;
            /** @enum {string} */
            status: "completed" | "running" | "waiting" | "cancelled" | "parked" | "unknown-outcome" | "faulted" | "suspended";
            parentRunId?: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            endedAt?: string;
        };
        WaitView: {
            /** @description `time`, `token`, `event`, `run` or `unknown-outcome`. */
            kind: string;
            /** @description The step that waits. */
            step: string;
            /** @description The access token that somebody has to mend. */
            token?: string;
            /** @description The run that it waits for. */
            runId?: string;
            code?: string;
            message?: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until?: string;
            /**
             * Format: date-time
             * @description By when a person should have helped; then `run.escalated` is told, and it goes on waiting.
             */
            deadline?: string;
            /**
             * Format: date-time
             * @description When that was told.
             */
            escalatedAt?: string;
        };
        RunStateView: {
            id: string;
            appId: string;
            processId: string;
            version: number;
            /** @enum {string} */
            status: "completed" | "running" | "waiting" | "cancelled" | "parked" | "unknown-outcome" | "faulted" | "suspended";
            parentRunId?: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            endedAt?: string;
            waits: components["schemas"]["WaitView"][];
            problem?: Record<string, never>;
        };
        StartRunRequest: {
            /** @description Any JSON value; what the process sees as its input. */
            input?: Record<string, never>;
        };
        SuspensionView: {
            /** Format: date-time */
            since: string;
            /** @description The key of whoever suspended it. */
            by: string;
            reason?: string;
            /** @description It was suspended with this run, which waits for it, and is resumed with it. */
            withRunId?: string;
        };
        RunView: {
            /**
             * @description What made it begin: a key or a user, a time or events of its schedule, or a step of another run.
             * @enum {string}
             */
            trigger: "key" | "user" | "schedule" | "event" | "run";
            id: string;
            appId: string;
            processId: string;
            version: number;
            /** @enum {string} */
            status: "completed" | "running" | "waiting" | "cancelled" | "parked" | "unknown-outcome" | "faulted" | "suspended";
            /** @description The run of which a step started it. */
            parentRunId?: string;
            input?: Record<string, never>;
            output?: Record<string, never>;
            /** @description The problem details that ended a faulted run. */
            problem?: Record<string, never>;
            /** @description Of a suspended run. */
            suspension?: components["schemas"]["SuspensionView"];
            /** @description What it waits for; branches of a fork may wait for several things. */
            waits: components["schemas"]["WaitView"][];
            /** @description The key, user or schedule. */
            startedBy: string;
            /**
             * Format: date-time
             * @description The time of the schedule that it began for; `startedAt` is later when the server was away.
             */
            dueAt?: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            endedAt?: string;
        };
        RunPage: {
            items: components["schemas"]["RunView"][];
            nextCursor?: string;
        };
        StepTokenView: {
            /** @enum {string} */
            scope: "global" | "app";
            name: string;
            generation: number;
        };
        StepProgressView: {
            done: number;
            total?: number;
            /** @description The vendor's word for what goes on. */
            state?: string;
        };
        StepView: {
            /** @description Unique in the run, but for what a retry does anew: the place with iterations, attempts and visits. */
            name: string;
            /** @description The place in the definition, such as `/do/2/upload`. */
            path: string;
            /** @description `step`, `sleep`, `signal`, or the kind of a task without outside effect. */
            kind: string;
            attempt: number;
            action?: string;
            /** @description Which access token it used: name, scope and generation. */
            token?: components["schemas"]["StepTokenView"];
            /** @description `done`, `failed`, `retry`, `parked`, `timed-out`, `abandoned`, `unknown`, or `under-way`. */
            outcome: string;
            /** @description Of a step under way, where its action tells; only at the server that performs the run. */
            progress?: components["schemas"]["StepProgressView"];
            /**
             * @description What it asked for, once its templates were filled: of an action the inputs, of a request method, address, headers and
             *     body, of an event that itself, of a run the process and its input. Values whose names say that they are secrets are `[hidden]`.
             */
            input?: Record<string, never>;
            /** @description Characters of the whole as JSON, when `input` is only its beginning, as text. */
            inputLength?: number;
            /** @description It repeated the credential of its access token, and nobody gets to see it. */
            inputWithheld?: boolean;
            output?: Record<string, never>;
            problem?: Record<string, never>;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When the run was retried, and this happened anew.
             */
            retriedAt?: string;
        };
        StepPage: {
            items: components["schemas"]["StepView"][];
            nextCursor?: string;
        };
        DecideRequest: {
            /**
             * @description `retry`: do the step again; `skip`: it had its effect, go on with this output; `fail`: let it be an error.
             * @enum {string}
             */
            decision: "retry" | "skip" | "fail";
            /** @description Which step, when several ask. */
            step?: string;
            /** @description Only with `skip`: what the step would have given. */
            output?: Record<string, never>;
        };
        SuspendRequest: Record<string, never>;
        MethodSummaryDto: {
            key: string;
            title: string;
            /** @description consent, exchange or none. */
            issuance: string;
        };
        ConnectorSummaryDto: {
            key: string;
            title: string;
            /** @description The vendor's page on authentication. */
            docs: string;
            /** @description The field of work; absent where nobody said. */
            category?: string;
            methods: components["schemas"]["MethodSummaryDto"][];
            /** @description It has an action that only reads, and so a lookup may run. */
            hasLookups: boolean;
            /** @description A sandbox plays this vendor here, and values to try it with are known. */
            hasDemo: boolean;
        };
        ConnectorListDto: {
            items: components["schemas"]["ConnectorSummaryDto"][];
            /** @description How many there are on all pages. */
            total: number;
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        FieldOptionDto: {
            value: string;
            label: string;
        };
        FieldConditionDto: {
            is: string[];
            /** @description The key of another field. */
            field: string;
        };
        FieldPatternDto: {
            /** @description A regular expression in the syntax of JavaScript. */
            source: string;
            /** @description What the value must look like, for people. */
            hint: string;
        };
        FieldDto: {
            /** @description Of a choice. */
            options?: components["schemas"]["FieldOptionDto"][];
            key: string;
            /** @description text, secret, choice or host-label. */
            kind: string;
            /** @description As the vendor's own screen says it. */
            label: string;
            /** @description Where an admin finds the value in the vendor's screens. */
            where: string;
            required: boolean;
            maxLength: number;
            default?: string;
            /** @description Shown and required only while another field has one of these values. */
            when?: components["schemas"]["FieldConditionDto"];
            /** @description Of a text. */
            pattern?: components["schemas"]["FieldPatternDto"];
            /** @description Of a secret: several lines, such as a PEM key. */
            multiline?: boolean;
            /** @description Of a part of a host name: it may hold underscores. */
            underscores?: boolean;
        };
        MethodRenewalDto: {
            rates: components["schemas"]["FieldOptionDto"][];
            /** @description The physics of the tokens, one sentence each. */
            facts: string[];
            defaultRate: string;
            /** @description A connection can die of idleness, so keeping it alive can be switched on. */
            keepAlive: boolean;
        };
        MethodDto: {
            /** @description In the order of the form. */
            fields: components["schemas"]["FieldDto"][];
            /** @description The vendor's half of the work, step by step. */
            setup: string[];
            key: string;
            title: string;
            scheme: string;
            /** @description How the first token comes: consent, exchange or none. */
            issuance: string;
            /** @description What the vendor's screen calls the redirect URI; only with consent. */
            redirectUriLabel?: string;
            /** @description What the button that issues is called; absent when nothing is issued. */
            issueLabel?: string;
            /** @description Absent when nothing is issued. */
            renewal?: components["schemas"]["MethodRenewalDto"];
        };
        EvidenceDto: {
            /** @description Read in what the vendor itself publishes. */
            verified: ("addresses" | "client" | "scopes" | "offline-access" | "pkce" | "lifetimes" | "rotation" | "probe" | "screens")[];
            /** @description Where the facts were read or can be looked up. */
            sources: string[];
            /** @description Some of the other facts are what programs and lists of other people say; nobody compared them with the vendor. */
            community: boolean;
        };
        ConnectorViewDto: {
            /** @description What surprises people who build with it, one sentence each. */
            quirks: string[];
            methods: components["schemas"]["MethodDto"][];
            key: string;
            title: string;
            /** @description The vendor's page on authentication. */
            docs: string;
            /** @description The field of work; absent where nobody said. */
            category?: string;
            /** @description Absent where nobody said. */
            evidence?: components["schemas"]["EvidenceDto"];
            /** @description What a process can do with it; inputs and output as JSON Schema. */
            actions: Record<string, never>[];
            /** @description Values to try it with at the sandbox, by method and field; empty where no sandbox plays this vendor. */
            demoFields: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        CreateDraftDto: {
            connector?: string;
            /** @description Needed when the connector knows several. */
            method?: string;
            /** @description The app whose token it becomes; absent: a global token. */
            appId?: string;
            /** @description The access token whose values are to be changed. */
            tokenId?: string;
            /** @description Letters, digits and spaces; unique in its scope without regard to case. Needed at Done. */
            name?: string;
            description?: string;
            /** @description The connector's fields by key. A secret left out or empty keeps what is stored. */
            fields?: {
                [key: string]: unknown;
            };
            /** @description One of the rates that the connector offers; absent: its default. */
            renewalRate?: string;
            /** @description Renews before the vendor ends the connection for idleness, also at the rate `disabled`. */
            keepAlive?: boolean;
            /** @description When key, secret or password expires, as the vendor's screen says; null takes it back. */
            credentialExpiresAt?: string | null;
            /** @description So many days before that date the reminders begin: 0 to 365, usually 15. */
            remindDays?: number;
            /** @description Whom a reminder is for, such as a mail address. It travels in the event; Latchkey sends no mail. */
            reminderContact?: string;
        };
        StateReasonDto: {
            code: string;
            message: string;
            /** @description Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
            remedy: string;
        };
        DraftStateDto: {
            /** @description open, awaiting-consent, issued or failed. */
            name: string;
            /** Format: date-time */
            since: string;
            reason?: components["schemas"]["StateReasonDto"];
        };
        IssuedDto: {
            /** Format: date-time */
            issuedAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** @description The expiry is assumed, because the vendor states none. */
            expiryAssumed: boolean;
            /** @description As the vendor granted it. */
            scope?: string;
            hasRefreshToken: boolean;
        };
        ForecastEntryDto: {
            /** @description needs-person, consent-ends, access-ends, dies-of-idleness, credential-expires or certificate-expires. */
            kind: string;
            /** Format: date-time */
            at: string;
            /** @description False when it rests on a setting at the vendor that is not seen here, or passes when the token is used. */
            isCertain: boolean;
            message: string;
            /** @description Who must act: reconnect, configure or in-doubt. */
            remedy: string;
            /** @description `keepAlive` prevents it. */
            isPreventable: boolean;
        };
        WarningDto: {
            /**
             * @description no-refresh-token, hides-global, hidden-in-apps, shared-grants, consent-ends, dies-of-idleness, credential-expires or
             *     certificate-expires.
             */
            code: string;
            message: string;
            /**
             * Format: date-time
             * @description When it happens, where that is known.
             */
            at?: string;
        };
        DraftDto: {
            id: string;
            connector: string;
            method: string;
            /** @description `global`, or the id of the app. */
            scope: string;
            /** @description The live token that it will replace. */
            tokenId?: string;
            name: string;
            description: string;
            fields: {
                [key: string]: string;
            };
            secretsSet: string[];
            renewalRate: string;
            keepAlive: boolean;
            /** Format: date-time */
            credentialExpiresAt?: string;
            remindDays: number;
            reminderContact?: string;
            /** @description To be registered with the vendor, exactly like this; only where somebody has to consent. */
            redirectUri?: string;
            /** @description What the vendor's screen calls it. */
            redirectUriLabel?: string;
            state: components["schemas"]["DraftStateDto"];
            issued?: components["schemas"]["IssuedDto"];
            account?: string;
            /**
             * Format: date-time
             * @description When the vendor proved these values.
             */
            provedAt?: string;
            /** @description issuance or test. */
            provedBy?: string;
            /** @description What will lie ahead of the token when it is done now. */
            forecast: components["schemas"]["ForecastEntryDto"][];
            /** @description What to know before Done. */
            warnings: components["schemas"]["WarningDto"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        DraftListDto: {
            items: components["schemas"]["DraftDto"][];
        };
        ChangeDraftDto: {
            /** @description Letters, digits and spaces; unique in its scope without regard to case. Needed at Done. */
            name?: string;
            description?: string;
            /** @description The connector's fields by key. A secret left out or empty keeps what is stored. */
            fields?: {
                [key: string]: unknown;
            };
            /** @description One of the rates that the connector offers; absent: its default. */
            renewalRate?: string;
            /** @description Renews before the vendor ends the connection for idleness, also at the rate `disabled`. */
            keepAlive?: boolean;
            /** @description When key, secret or password expires, as the vendor's screen says; null takes it back. */
            credentialExpiresAt?: string | null;
            /** @description So many days before that date the reminders begin: 0 to 365, usually 15. */
            remindDays?: number;
            /** @description Whom a reminder is for, such as a mail address. It travels in the event; Latchkey sends no mail. */
            reminderContact?: string;
        };
        IssuanceDto: {
            /** @description issued, or consent-required. */
            outcome: string;
            /** @description To be opened in the browser of the person who consents: once, within fifteen minutes. */
            consentUrl?: string;
            draft: components["schemas"]["DraftDto"];
        };
        TestResultDto: {
            /** @description Who answered, as the vendor names it. */
            account?: string;
            /** Format: date-time */
            at: string;
        };
        FinishDraftDto: {
            /** @description Accepts values that neither an issuance nor a test has proved. */
            acceptUnproved?: boolean;
        };
        MendingDto: {
            /** @description What the button says. */
            label: string;
            method: string;
            /** @description Below the address of the server. */
            path: string;
            /** @description What to send with it. */
            body?: {
                [key: string]: string;
            };
        };
        NextStepDto: {
            message: string;
            /** @description Absent when there is nothing to press. */
            mending?: components["schemas"]["MendingDto"];
        };
        TokenStateDto: {
            /** @description connected, renewing, needs-reconnect, needs-configuration, in-doubt, unreachable or disabled. */
            name: string;
            /** Format: date-time */
            since: string;
            /** @description Why, when it is not simply well; on a connected token it is a warning. */
            reason?: components["schemas"]["StateReasonDto"];
            /** @description What to do next; absent when there is nothing to do. */
            next?: components["schemas"]["NextStepDto"];
        };
        HealthDto: {
            /** @description It is connected, and the vendor proved it within `provedWithinMinutes`. */
            isHealthy: boolean;
            /** Format: date-time */
            provedAt?: string;
            /** @description issuance, renewal, test or use. */
            provedBy?: string;
            provedWithinMinutes: number;
            /**
             * Format: date-time
             * @description When the vendor last refused the credential and no renewal mended it; absent when a proof came after it.
             */
            refusedAt?: string;
        };
        NamesakeDto: {
            id: string;
            name: string;
            /** @description `global`, or the id of the app. */
            scope: string;
        };
        SharedGrantsDto: {
            /** @description So many it keeps; one more ends the oldest. */
            cap: number;
            /** @description So many tokens of the tenant share the vendor account, this one included; not more than 1000 are counted. */
            used: number;
            /** @description The others, as far as the caller sees them; not more than 20 of them. */
            others: components["schemas"]["NamesakeDto"][];
            message: string;
        };
        TokenDto: {
            id: string;
            name: string;
            description: string;
            /** @description `global`, or the id of the app. */
            scope: string;
            connector: string;
            method: string;
            /** @description The value of the field `environment`, where the connector has one. */
            environment?: string;
            /** @description The fields that are no secrets. */
            fields: {
                [key: string]: string;
            };
            /** @description The secret fields that are set; they are never shown again. */
            secretsSet: string[];
            /** Format: date-time */
            secretsChangedAt: string;
            renewalRate: string;
            /** @description Rises with every change, renewals included; each resolution returns it. */
            generation: number;
            state: components["schemas"]["TokenStateDto"];
            health: components["schemas"]["HealthDto"];
            /** @description Who answered the last proof, as the vendor names it. */
            account?: string;
            /**
             * Format: date-time
             * @description When an issuance, a renewal or a test last proved that the connection works; uses are in `health`.
             */
            provedAt?: string;
            /** Format: date-time */
            issuedAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: date-time */
            lastRenewalAt?: string;
            /** Format: date-time */
            nextRenewalAt?: string;
            failures: number;
            /** Format: date-time */
            lastFailureAt?: string;
            /** Format: date-time */
            lastUsedAt?: string;
            /** @description So many processes and declarations of apps name it and mean it, as far as the caller reaches the apps. */
            usedBy: number;
            /** @description The global token that this one hides in its app. */
            hides?: components["schemas"]["NamesakeDto"];
            /** @description The tokens of apps that hide this global one there. */
            hiddenBy: components["schemas"]["NamesakeDto"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
            keepAlive: boolean;
            /**
             * Format: date-time
             * @description When a person consented last; absent when nobody has to.
             */
            consentedAt?: string;
            /** Format: date-time */
            credentialExpiresAt?: string;
            remindDays: number;
            reminderContact?: string;
            /**
             * Format: date-time
             * @description The end of a certificate among the fields, where one can be read.
             */
            certificateExpiresAt?: string;
            /**
             * Format: date-time
             * @description The earliest instant at which a person has to act, or had to.
             */
            needsPersonAt?: string;
            /** @description What lies ahead, the earliest first. */
            forecast: components["schemas"]["ForecastEntryDto"][];
            /** @description Only where the vendor has such a limit and says who consented. */
            sharedGrants?: components["schemas"]["SharedGrantsDto"];
        };
        LookupParameterDto: {
            /** @description What counts when the form gives nothing. */
            default?: Record<string, never>;
            /** @description Letters, digits and underscores; in a fixed text it stands after a colon. */
            name: string;
            /** @enum {string} */
            type: "text" | "texts" | "number" | "integer" | "boolean" | "date";
            required: boolean;
            description?: string;
            /** @description The input of the action that it fills. Without one it stands as `:name` in a fixed text. */
            input?: string;
            /** @description The member that it fills, where the input is an object, such as a parameter of a query. */
            member?: string;
        };
        LookupChoicesDto: {
            /** @description Where the list stands in the output, such as `body.data`; empty when the output is the list. Default `items`. */
            items?: string;
            /** @description In one item: what is stored, such as `Id`. */
            value: string;
            /** @description In one item: what is shown, such as `Account.Name`; the value when absent. */
            label?: string;
            /** @description Further values of each item: paths by name. */
            columns?: {
                [key: string]: string;
            };
            /** @description How many items an answer has at most; 100 when absent. */
            pageSize?: number;
        };
        LookupWarningDto: {
            /** @description token-missing, token-elsewhere, token-disabled, token-in-doubt, token-needs-reconnect or token-needs-configuration. */
            code: string;
            message: string;
        };
        LookupView: {
            parameters: components["schemas"]["LookupParameterDto"][];
            id: string;
            appId: string;
            name: string;
            description?: string;
            action: string;
            token: string;
            fixed: {
                [key: string]: unknown;
            };
            choices?: components["schemas"]["LookupChoicesDto"];
            /** @description What makes it fail as things are now. */
            warnings: components["schemas"]["LookupWarningDto"][];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            updatedAt: string;
        };
        LookupPage: {
            items: components["schemas"]["LookupView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        PutLookupRequest: {
            description?: string;
            /** @description An action that only reads, as a process names it: `salesforce.query`. */
            action: string;
            /** @description The name of an access token: the app's own before the global one, as they are when a form asks. */
            token: string;
            /** @description Inputs of the action that are always the same. */
            fixed?: {
                [key: string]: unknown;
            };
            /** @description What the form gives. */
            parameters?: components["schemas"]["LookupParameterDto"][];
            /** @description How the output becomes a list to choose from; without it the form gets the output as it is. */
            choices?: components["schemas"]["LookupChoicesDto"];
        };
        RunLookupRequest: {
            /** @description Values by the names of parameters. */
            inputs?: {
                [key: string]: unknown;
            };
        };
        LookupItemDto: {
            value: string;
            label: string;
            /** @description What the declaration adds, by name; null where an item has none. */
            columns?: {
                [key: string]: unknown;
            };
        };
        ResolvedTokenDto: {
            id: string;
            name: string;
            /** @description global or app. */
            scope: string;
            generation: number;
            connector: string;
        };
        LookupAnswerDto: {
            /** @description Of a lookup with choices. */
            items?: components["schemas"]["LookupItemDto"][];
            /** @description Of a lookup with choices: there are more than these. Ask for less, such as for what begins with some letters. */
            hasMore?: boolean;
            /** @description Of a lookup without choices: what the action answered. */
            output?: Record<string, never>;
            /** @description Which token served it, and at which generation. */
            token: components["schemas"]["ResolvedTokenDto"];
            /** @description The token works, but its renewal fails; only for those who may change the app. */
            warning?: string;
        };
        SignDto: {
            /** @description The HTTP method of the request. */
            method: string;
            /** @description The absolute address, exactly as it will be sent. */
            url: string;
            /** @description The body, only if it is `application/x-www-form-urlencoded`. */
            form?: string;
            /** @description The access token's name, without regard to case. */
            name: string;
            /** @description The app that asks; only for keys that are not bound to one. */
            appId?: string;
        };
        SignatureDto: {
            token: components["schemas"]["ResolvedTokenDto"];
            /** @description Good for this one request only. */
            headers: {
                [key: string]: string;
            };
        };
        ConnectionTestDto: {
            /** @description Who answered, as the vendor names it. */
            account?: string;
            /** Format: date-time */
            at: string;
            generation: number;
        };
        RunActionDto: {
            /** @description The access token's name, without regard to case. */
            token: string;
            /** @description The inputs of the action; what the connector's description says of each. */
            with?: {
                [key: string]: unknown;
            };
        };
        ChoiceDto: {
            value: string;
            label: string;
        };
        ActionChoicesDto: {
            choices: components["schemas"]["ChoiceDto"][];
            /** @description There are more than were loaded. */
            hasMore: boolean;
        };
        AlertDto: {
            id: string;
            /** @description `token-endpoint`, `client` or `grant`. */
            cause: string;
            /** @description Which one: a host, a client and its host, or the id of an access token. */
            subject: string;
            /** @description Stable code of the error that opened it. */
            code: string;
            /** @description Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
            remedy: string;
            message: string;
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description When a renewal failed for this cause the last time.
             */
            lastSeenAt: string;
            /** @description How many access tokens it affects, of those that the caller sees. */
            tokens: number;
            /** @description At most twenty of them. */
            tokenIds: string[];
        };
        AlertPageDto: {
            items: components["schemas"]["AlertDto"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        BulkDto: {
            /** @description Up to 200 ids, each once. */
            tokenIds: string[];
        };
        BulkProblemDto: {
            code: string;
            message: string;
            /** @description Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
            remedy: string;
            /** @description Only for token-in-use: how many places name it. */
            uses?: number;
        };
        BulkItemDto: {
            tokenId: string;
            /** @description done or failed. */
            outcome: string;
            /** @description Of the token as it is now, after a renewal. */
            generation?: number;
            problem?: components["schemas"]["BulkProblemDto"];
        };
        BulkResultDto: {
            /** @description One for each id, in the order of the request. */
            items: components["schemas"]["BulkItemDto"][];
        };
        RenewalAttemptDto: {
            id: string;
            /** @description The generation that was to be replaced. */
            generation: number;
            /** @description resolution, timer, person or expired-answer. */
            trigger: string;
            /** @description intended, renewed, refused, failed, in-doubt, overtaken or abandoned. */
            outcome: string;
            reason?: components["schemas"]["StateReasonDto"];
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            settledAt?: string;
        };
        RenewalAttemptsDto: {
            /** @description The latest, newest first. */
            items: components["schemas"]["RenewalAttemptDto"][];
        };
        ForecastItemDto: {
            /** @description needs-person, consent-ends, access-ends, dies-of-idleness, credential-expires or certificate-expires. */
            kind: string;
            /** Format: date-time */
            at: string;
            /** @description False when it rests on a setting at the vendor that is not seen here, or passes when the token is used. */
            isCertain: boolean;
            message: string;
            /** @description Who must act: reconnect, configure or in-doubt. */
            remedy: string;
            /** @description `keepAlive` prevents it. */
            isPreventable: boolean;
            token: components["schemas"]["NamesakeDto"];
            connector: string;
        };
        ForecastPageDto: {
            /** @description One for each token that needs a person, the earliest first; those that need one now come before all others. */
            items: components["schemas"]["ForecastItemDto"][];
            nextCursor?: string;
        };
        BulkRemovalDto: {
            /** @description Up to 200 ids, each once. */
            tokenIds: string[];
            /** @description Removes tokens that are in use as well; runs that need them park. */
            force?: boolean;
        };
        TokenPageDto: {
            items: components["schemas"]["TokenDto"][];
            nextCursor?: string;
            /** @description Only when it was asked for. */
            total?: number;
        };
        TokenCountDto: {
            value: string;
            tokens: number;
        };
        TokenCountsDto: {
            connectors: components["schemas"]["TokenCountDto"][];
            environments: components["schemas"]["TokenCountDto"][];
            states: components["schemas"]["TokenCountDto"][];
        };
        DisableTokenDto: {
            /** @description Why, in your own words; whoever is refused reads it. */
            reason?: string;
        };
        ChangeTokenDto: {
            /** @description Letters, digits and spaces; unique in its scope without regard to case. */
            name?: string;
            description?: string;
            /** @description One of the rates that the connector offers. */
            renewalRate?: string;
            /** @description Renews before the vendor ends the connection for idleness, also at the rate `disabled`. */
            keepAlive?: boolean;
            /** @description When key, secret or password expires, as the vendor's screen says; null takes it back. */
            credentialExpiresAt?: string | null;
            /** @description So many days before that date the reminders begin: 0 to 365, usually 15. */
            remindDays?: number;
            /** @description Whom a reminder is for, such as a mail address. It travels in the event; Latchkey sends no mail. */
            reminderContact?: string;
        };
        TokenUseDto: {
            appId: string;
            /** @description Absent for the app's own declaration, and for a lookup. */
            processId?: string;
            version?: number;
            /** @description Path of the step in the definition; the name of a lookup; `declared` for the app's own declaration. */
            stepPath: string;
            /** @description The name of the lookup that names it. */
            lookup?: string;
        };
        TokenUsesDto: {
            items: components["schemas"]["TokenUseDto"][];
        };
        CreateWebhookRequest: {
            /** @description Where events are sent to; https, unless the operator allowed the host as a private one. */
            url: string;
            /** @description Only events of this app; otherwise all of the tenant, those of its apps included. */
            appId?: string;
            /** @description Only events of these types; empty for all but the lifecycle events of runs, which have to be named. */
            types?: ("access-token.created" | "access-token.changed" | "access-token.removed" | "access-token.state-changed" | "access-token.renewal-failed" | "access-token.forecast" | "access-token.expiry-reminder" | "alert.opened" | "alert.closed" | "own-connector.changed" | "run.escalated" | "webhook.disabled" | "webhook.test" | "io.serverlessworkflow.workflow.started.v1" | "io.serverlessworkflow.workflow.suspended.v1" | "io.serverlessworkflow.workflow.resumed.v1" | "io.serverlessworkflow.workflow.correlation-started.v1" | "io.serverlessworkflow.workflow.correlation-completed.v1" | "io.serverlessworkflow.workflow.cancelled.v1" | "io.serverlessworkflow.workflow.faulted.v1" | "io.serverlessworkflow.workflow.completed.v1" | "io.serverlessworkflow.workflow.status-changed.v1" | "io.serverlessworkflow.task.created.v1" | "io.serverlessworkflow.task.started.v1" | "io.serverlessworkflow.task.suspended.v1" | "io.serverlessworkflow.task.resumed.v1" | "io.serverlessworkflow.task.retried.v1" | "io.serverlessworkflow.task.cancelled.v1" | "io.serverlessworkflow.task.faulted.v1" | "io.serverlessworkflow.task.completed.v1" | "io.serverlessworkflow.task.status-changed.v1")[];
            description?: string;
            /** @description Disabling ends the deliveries that are under way; what happens meanwhile is not sent later. */
            enabled?: boolean;
        };
        WebhookView: {
            id: string;
            /** @description Absent for a webhook of the whole tenant. */
            appId?: string;
            url: string;
            description: string;
            /** @description Empty: all but the lifecycle events of runs. */
            types: ("io.serverlessworkflow.workflow.started.v1" | "io.serverlessworkflow.workflow.suspended.v1" | "io.serverlessworkflow.workflow.resumed.v1" | "io.serverlessworkflow.workflow.correlation-started.v1" | "io.serverlessworkflow.workflow.correlation-completed.v1" | "io.serverlessworkflow.workflow.cancelled.v1" | "io.serverlessworkflow.workflow.faulted.v1" | "io.serverlessworkflow.workflow.completed.v1" | "io.serverlessworkflow.workflow.status-changed.v1" | "io.serverlessworkflow.task.created.v1" | "io.serverlessworkflow.task.started.v1" | "io.serverlessworkflow.task.suspended.v1" | "io.serverlessworkflow.task.resumed.v1" | "io.serverlessworkflow.task.retried.v1" | "io.serverlessworkflow.task.cancelled.v1" | "io.serverlessworkflow.task.faulted.v1" | "io.serverlessworkflow.task.completed.v1" | "io.serverlessworkflow.task.status-changed.v1" | "access-token.created" | "access-token.changed" | "access-token.removed" | "access-token.state-changed" | "access-token.renewal-failed" | "access-token.forecast" | "access-token.expiry-reminder" | "alert.opened" | "alert.closed" | "own-connector.changed" | "run.escalated" | "webhook.disabled" | "webhook.test")[];
            enabled: boolean;
            /** Format: date-time */
            disabledAt?: string;
            /** @description person, gone (its receiver said 410) or failing (for days). */
            disabledBecause?: string;
            /**
             * Format: date-time
             * @description Since when no attempt succeeded; absent while they do.
             */
            failingSince?: string;
            /**
             * Format: date-time
             * @description Until when the secret before signs too.
             */
            previousSecretUntil?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        WebhookSecretView: {
            webhook: components["schemas"]["WebhookView"];
            /** @description `whsec_...`: verifies what is sent. Shown in this answer only. */
            secret: string;
        };
        WebhookPage: {
            items: components["schemas"]["WebhookView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        ChangeWebhookRequest: {
            /** @description Where events are sent to; https, unless the operator allowed the host as a private one. */
            url?: string;
            /** @description Only events of these types; empty for all but the lifecycle events of runs, which have to be named. */
            types?: ("access-token.created" | "access-token.changed" | "access-token.removed" | "access-token.state-changed" | "access-token.renewal-failed" | "access-token.forecast" | "access-token.expiry-reminder" | "alert.opened" | "alert.closed" | "own-connector.changed" | "run.escalated" | "webhook.disabled" | "webhook.test" | "io.serverlessworkflow.workflow.started.v1" | "io.serverlessworkflow.workflow.suspended.v1" | "io.serverlessworkflow.workflow.resumed.v1" | "io.serverlessworkflow.workflow.correlation-started.v1" | "io.serverlessworkflow.workflow.correlation-completed.v1" | "io.serverlessworkflow.workflow.cancelled.v1" | "io.serverlessworkflow.workflow.faulted.v1" | "io.serverlessworkflow.workflow.completed.v1" | "io.serverlessworkflow.workflow.status-changed.v1" | "io.serverlessworkflow.task.created.v1" | "io.serverlessworkflow.task.started.v1" | "io.serverlessworkflow.task.suspended.v1" | "io.serverlessworkflow.task.resumed.v1" | "io.serverlessworkflow.task.retried.v1" | "io.serverlessworkflow.task.cancelled.v1" | "io.serverlessworkflow.task.faulted.v1" | "io.serverlessworkflow.task.completed.v1" | "io.serverlessworkflow.task.status-changed.v1")[];
            description?: string;
            /** @description Disabling ends the deliveries that are under way; what happens meanwhile is not sent later. */
            enabled?: boolean;
        };
        RotateSecretRequest: {
            /** @description How many hours the secret before signs as well: 0 to 168, usually 24. */
            overlapHours?: number;
        };
        AttemptErrorView: {
            code: string;
            message: string;
        };
        DeliveryAttemptView: {
            /** @description ISO 8601, UTC. */
            at: string;
            durationMs: number;
            /** @description Of the answer; absent when none came. What the receiver said besides is not kept. */
            status?: number;
            /** @description Why no answer came. */
            error?: components["schemas"]["AttemptErrorView"];
        };
        DeliveryView: {
            id: string;
            /** @description What the receiver gets as `webhook-id`. */
            eventId: string;
            eventType: string;
            /**
             * @description pending, delivered or failed.
             * @enum {string}
             */
            state: "failed" | "pending" | "delivered";
            /** @description The latest twenty, oldest first. */
            attempts: components["schemas"]["DeliveryAttemptView"][];
            /**
             * Format: date-time
             * @description Absent when there will be none.
             */
            nextAttemptAt?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt?: string;
        };
        DeliveryPage: {
            items: components["schemas"]["DeliveryView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        SignInRequest: {
            /** Format: email */
            email: string;
            password: string;
            /** @description Only where address and password open accounts of several tenants. */
            tenantId?: string;
        };
        SessionUserView: {
            userId: string;
            email: string;
            name: string;
            /**
             * @description admin or designer.
             * @enum {string}
             */
            role: "admin" | "designer";
        };
        SessionTenantView: {
            tenantId: string;
            name: string;
        };
        SessionAppView: {
            appId: string;
            rights: ("run" | "manage-tenant" | "manage-global-tokens" | "view-global-tokens" | "manage-app")[];
        };
        SessionView: {
            user: components["schemas"]["SessionUserView"];
            tenant: components["schemas"]["SessionTenantView"];
            /** @description Rights in the whole tenant. */
            rights: ("run" | "manage-tenant" | "manage-global-tokens" | "view-global-tokens" | "manage-app")[];
            /** @description Of a designer: his apps, with his rights there. An admin has his rights in every app. */
            apps: components["schemas"]["SessionAppView"][];
            /** @description To be sent as X-CSRF-Token with every request that changes something. */
            csrfToken: string;
            /** @description When the session ends however much it is used; ISO 8601, UTC. */
            endsAt: string;
        };
        ChangePasswordRequest: {
            current: string;
            /** @description At least 12 characters; no kinds of characters are asked for. */
            next: string;
        };
        OwnSessionView: {
            id: string;
            /** @description Whether it is the session of this request. */
            isCurrent: boolean;
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC; up to a minute behind. */
            seenAt: string;
            /** @description ISO 8601, UTC. */
            endsAt: string;
            /** @description Network address of the sign-in. */
            address?: string;
            /** @description What the browser calls itself. */
            agent?: string;
        };
        OwnSessionsView: {
            items: components["schemas"]["OwnSessionView"][];
        };
        LookAtLinkRequest: {
            /** @description What stands behind the # of the link. */
            secret: string;
        };
        OneTimeLinkView: {
            /**
             * @description first-admin, invitation or reset.
             * @enum {string}
             */
            purpose: "first-admin" | "invitation" | "reset";
            /** @description Absent for the first admin. */
            email?: string;
            name?: string;
            tenantName?: string;
            /** @description ISO 8601, UTC. */
            expiresAt: string;
        };
        RedeemLinkRequest: {
            /** @description What stands behind the # of the link. */
            secret: string;
            /** @description At least 12 characters; no kinds of characters are asked for. */
            password: string;
            /** @description Of the person. Needed for the first admin; an invitation may correct it. */
            name?: string;
            /**
             * Format: email
             * @description Needed for the first admin.
             */
            email?: string;
            /** @description Needed for the first admin: 1 to 100 letters, digits and spaces. */
            tenantName?: string;
        };
        InviteUserRequest: {
            /** Format: email */
            email: string;
            name: string;
            /**
             * @description An admin has all rights in the tenant; a designer manages and runs his apps and sees the global tokens.
             * @enum {string}
             */
            role: "admin" | "designer";
            /** @description The apps of a designer. */
            appIds?: string[];
        };
        MadeLinkView: {
            /** @description Opens once. It is shown in this answer only; hand it over yourself, Latchkey sends no mail. */
            url: string;
            /** @description ISO 8601, UTC. */
            expiresAt: string;
        };
        InvitedUserView: {
            link: components["schemas"]["MadeLinkView"];
            id: string;
            email: string;
            name: string;
            /**
             * @description admin or designer.
             * @enum {string}
             */
            role: "admin" | "designer";
            /** @description The apps of a designer. */
            appIds: string[];
            /**
             * @description invited until the link was opened.
             * @enum {string}
             */
            state: "disabled" | "active" | "invited";
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            lastSignedInAt?: string;
        };
        UserView: {
            id: string;
            email: string;
            name: string;
            /**
             * @description admin or designer.
             * @enum {string}
             */
            role: "admin" | "designer";
            /** @description The apps of a designer. */
            appIds: string[];
            /**
             * @description invited until the link was opened.
             * @enum {string}
             */
            state: "disabled" | "active" | "invited";
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            lastSignedInAt?: string;
        };
        UserPage: {
            items: components["schemas"]["UserView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        ChangeUserRequest: {
            name?: string;
            /** @enum {string} */
            role?: "admin" | "designer";
            /** @description The apps of a designer, all of them. */
            appIds?: string[];
            /** @description A disabled user cannot sign in; all sessions end. */
            isDisabled?: boolean;
        };
        CreateAppRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique in the tenant without regard to case. */
            name: string;
            /**
             * @description In a process-based app all processes share its access tokens; in a form-based app they serve that app alone.
             * @enum {string}
             */
            kind: "process-based" | "form-based";
            /** @description Names of access tokens that the app's forms, or an outside engine, may resolve. */
            declaredTokens?: string[];
        };
        AppView: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "process-based" | "form-based";
            declaredTokens: string[];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            updatedAt: string;
        };
        AppPage: {
            items: components["schemas"]["AppView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        UpdateAppRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique in the tenant without regard to case. */
            name?: string;
            /** @description All names at once; those left out may no longer be resolved unless a published process names them. */
            declaredTokens?: string[];
        };
        CreateKeyRequest: {
            /** @description For people: who uses it. */
            name: string;
            /** @description Rights that the key which makes this one has itself. */
            rights: ("manage-tenant" | "manage-global-tokens" | "view-global-tokens" | "manage-app" | "run")[];
            /** @description Binds the key to one app, where alone it has its rights: manage-app and run at most. */
            appId?: string;
            /** @description ISO 8601 with a time zone. At the latest, and if it is left out, the key ends with the key that made it. */
            expiresAt?: string;
        };
        CreatedKeyView: {
            /** @description The key itself. It is shown in this answer only; store it now. */
            key: string;
            id: string;
            name: string;
            rights: ("run" | "manage-tenant" | "manage-global-tokens" | "view-global-tokens" | "manage-app")[];
            appId?: string;
            /** @enum {string} */
            state: "expired" | "revoked" | "active";
            /** @description Id of the caller who made it. */
            createdBy: string;
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            expiresAt?: string;
            /** @description ISO 8601, UTC. */
            revokedAt?: string;
            /** @description ISO 8601, UTC; up to 30 seconds behind. */
            lastUsedAt?: string;
        };
        KeyView: {
            id: string;
            name: string;
            rights: ("run" | "manage-tenant" | "manage-global-tokens" | "view-global-tokens" | "manage-app")[];
            appId?: string;
            /** @enum {string} */
            state: "expired" | "revoked" | "active";
            /** @description Id of the caller who made it. */
            createdBy: string;
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            expiresAt?: string;
            /** @description ISO 8601, UTC. */
            revokedAt?: string;
            /** @description ISO 8601, UTC; up to 30 seconds behind. */
            lastUsedAt?: string;
        };
        KeyPage: {
            items: components["schemas"]["KeyView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        OwnConnectorRequest: {
            /** @description The connector as data: key (beginning with `own-`), title, docs, hosts and methods; see docs/own-connectors.md. */
            definition: {
                [key: string]: unknown;
            };
        };
        OwnConnectorView: {
            /** @description As a draft names it in `connector`, and a process before the dot of an action. */
            key: string;
            revision: number;
            definition: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        OwnConnectorPage: {
            items: components["schemas"]["OwnConnectorView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        TenantSettingsInput: {
            /** @description Whether apps may be deleted, with their access tokens, processes and runs. Off at first. */
            allowAppDeletion?: boolean;
        };
        CreateTenantRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique without regard to case. */
            name: string;
            settings?: components["schemas"]["TenantSettingsInput"];
        };
        FirstKeyView: {
            id: string;
            /** @description The key itself. It is shown in this answer only; store it now. */
            key: string;
        };
        TenantSettingsView: {
            allowAppDeletion: boolean;
        };
        CreatedTenantView: {
            /** @description A key with all rights in the new tenant. */
            adminKey: components["schemas"]["FirstKeyView"];
            id: string;
            name: string;
            settings: components["schemas"]["TenantSettingsView"];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            updatedAt: string;
        };
        TenantView: {
            id: string;
            name: string;
            settings: components["schemas"]["TenantSettingsView"];
            /** @description ISO 8601, UTC. */
            createdAt: string;
            /** @description ISO 8601, UTC. */
            updatedAt: string;
        };
        TenantPage: {
            items: components["schemas"]["TenantView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        UpdateTenantRequest: {
            /** @description 1 to 100 letters, digits and spaces; unique without regard to case. */
            name?: string;
            settings?: components["schemas"]["TenantSettingsInput"];
        };
        UpdateOwnTenantRequest: {
            settings: components["schemas"]["TenantSettingsInput"];
        };
        StartRotationRequest: {
            /**
             * @description `root-key` wraps all data keys again; `data-key` makes a new key for one tenant and seals its values again.
             * @enum {string}
             */
            kind: "root-key" | "data-key";
            /** @description Whose data key; a tenant admin may leave it out. */
            tenantId?: string;
        };
        RotationView: {
            id: string;
            /** @enum {string} */
            kind: "root-key" | "data-key";
            tenantId?: string;
            /** @enum {string} */
            state: "done" | "failed" | "running";
            /** @description Keys wrapped or values sealed again so far. */
            handled: number;
            /** @description Values that did not open and were left as they are. */
            refused: number;
            /** @description What was left when the last batch ended. */
            remaining: number;
            /** @description ISO 8601, UTC. */
            startedAt: string;
            /** @description ISO 8601, UTC. */
            finishedAt?: string;
            /** @description Code of the error that stopped it. */
            failure?: string;
        };
        RotationPage: {
            items: components["schemas"]["RotationView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        AuditActorView: {
            kind: string;
            id: string;
            /** @description Network address that the request came from. */
            address?: string;
            requestId?: string;
        };
        AuditSubjectView: {
            kind: string;
            id?: string;
            name?: string;
        };
        AuditEventView: {
            id: string;
            /** @description 1, 2, 3 and so on in the tenant's chain. */
            position: number;
            /** @description ISO 8601, UTC. */
            at: string;
            by: components["schemas"]["AuditActorView"];
            /** @description What was done: `access-token.updated`, `key.revoked`. */
            action: string;
            subject?: components["schemas"]["AuditSubjectView"];
            appId?: string;
            /** @description Generation of the access token that the event is about. */
            generation?: number;
            /** @description Further facts; never a secret. */
            facts: {
                [key: string]: unknown;
            };
            /** @description Covers this event and, through the hash before it, all earlier ones. */
            hash: string;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEventView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        ChainFaultView: {
            /** @enum {string} */
            kind: "event-missing" | "event-altered" | "end-missing";
            /** @description Where in the chain. */
            position: number;
        };
        AuditVerificationView: {
            /** @description Whether every event is there and as it was written. */
            holds: boolean;
            /** @description Events found right before the end or the first fault. */
            events: number;
            /** @description Hash of the last of them; kept elsewhere, it proves later that this much was there. */
            hash: string;
            fault?: components["schemas"]["ChainFaultView"];
        };
        EventView: {
            /** @description The same wherever the event is told; who has seen it has seen it. */
            id: string;
            type: string;
            /** @description When it happened, ISO 8601 in UTC. */
            timestamp: string;
            /** @description Of a lifecycle event of a run, which is a CloudEvent: `1.0`, with the attributes below. */
            specversion?: string;
            source?: string;
            subject?: string;
            time?: string;
            datacontenttype?: string;
            /** @description Counts the events of one run from 1; an `Integer` as text, as the extension of CloudEvents has it. */
            sequence?: string;
            sequencetype?: string;
            /** @description `subject`, the `appId` of what belongs to an app, the access token's `generation`, and what the type adds. */
            data: {
                [key: string]: unknown;
            };
        };
        EventPage: {
            items: components["schemas"]["EventView"][];
            /** @description Absent on the last page. */
            nextCursor?: string;
        };
        SeriesDto: {
            /** @description How it ended; for failures the code of the cause. */
            label: string;
            /** @description One number for each bucket. */
            counts: number[];
        };
        FiguresDto: {
            stepSeconds: number;
            /** @description When each bucket begins. */
            at: string[];
            /**
             * Format: date-time
             * @description What is older than this was not kept at this step.
             */
            reach: string;
            /** @description renewed or failed. */
            renewals: components["schemas"]["SeriesDto"][];
            /** @description Failed renewals by cause. */
            failures: components["schemas"]["SeriesDto"][];
            /** @description resolved, warned (a token that works while its renewal fails) or refused. */
            resolutions: components["schemas"]["SeriesDto"][];
        };
        HealthView: {
            /** @enum {string} */
            status: "ok";
        };
        ProblemView: {
            /**
             * @description Address of the kind of problem: `urn:latchkey:problem:` and the code.
             * @example urn:latchkey:problem:app-not-found
             */
            type: string;
            /** @example Not Found */
            title: string;
            /** @example 404 */
            status: number;
            /** @description For people: what happened and what to do next. */
            detail: string;
            /**
             * @description The id of the request, as in the header X-Request-Id.
             * @example urn:uuid:0d4e5a0c-9c1f-4f3f-8a52-0f7b1c5e8a11
             */
            instance: string;
            /**
             * @description Stable, for programs.
             * @example app-not-found
             */
            code: string;
            /**
             * @description Who must act next.
             * @enum {string}
             */
            remedy: "fix-request" | "reconnect" | "configure" | "wait" | "in-doubt" | "ours";
            /** @description Seconds, as in the header Retry-After. */
            retryAfter?: number;
        };
        ResolveDto: {
            /** @description The access token's name, without regard to case. */
            name: string;
            /** @description The app that asks; only for keys that are not bound to one. */
            appId?: string;
        };
        CredentialDto: {
            /**
             * @description `headers`: reusable until it expires. `signing`: sign each request at /v1/signatures. `inside`: a client certificate
             *     or another proof that never leaves the service; send requests through /v1/proxy or an action.
             */
            kind: string;
            /** @description What to add to a request; only for kind `headers`. */
            headers?: {
                [key: string]: string;
            };
            /** @description What to add to the query of each request; only for kind `headers`, and only where a vendor takes a key there. */
            query?: {
                [key: string]: string;
            };
            /** @description Headers of every request that does not say otherwise; nothing secret. */
            defaultHeaders?: {
                [key: string]: string;
            };
            baseUrl: string;
            /** @description The only hosts that it may be sent to: exact names, or `*.suffix`. */
            hosts: string[];
            account?: string;
            /** Format: date-time */
            expiresAt?: string;
        };
        ResolutionDto: {
            token: components["schemas"]["ResolvedTokenDto"];
            credential: components["schemas"]["CredentialDto"];
            /** @description It works, but its renewal fails. */
            warning?: string;
        };
        ActionOutputDto: {
            token: components["schemas"]["ResolvedTokenDto"];
            /** @description As the JSON Schema of the action's output says. */
            output: Record<string, never>;
            /** @description The token works, but its renewal fails. */
            warning?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Processes_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Processes_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProcessRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Processes_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckDefinitionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Processes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Processes_delete: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Processes_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProcessRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    ProcessVersions_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    ProcessVersions_publish: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    ProcessVersions_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    ProcessVersions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                processId: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Schedules_turn: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TurnScheduleRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    RunStreams_list: {
        parameters: {
            query?: {
                appId?: string;
                processId?: string;
                /** @description Only those that steps of this run have started. */
                parentRunId?: string;
                /** @description One status, or several with commas between. */
                status?: string;
                /** @description Only those that began for this reason. */
                trigger?: "key" | "user" | "schedule" | "event" | "run";
                /** @description Only those that started at this instant or later, ISO 8601. */
                startedAfter?: string;
                /** @description Only those that started before this instant, ISO 8601. */
                startedBefore?: string;
                /** @description Only those that are parked on the access token of this name. */
                token?: string;
                /** @description Only those whose id begins like this, with or without `run_`. */
                search?: string;
            };
            header?: {
                /** @description The last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    RunStreams_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Events_tellRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents+json": {
                    /** @enum {string} */
                    specversion: "1.0";
                    id: string;
                    source: string;
                    type: string;
                    subject?: string;
                    /** Format: date-time */
                    time?: string;
                    data?: unknown;
                } & {
                    [key: string]: unknown;
                };
                "application/cloudevents-batch+json": ({
                    /** @enum {string} */
                    specversion: "1.0";
                    id: string;
                    source: string;
                    type: string;
                    subject?: string;
                    /** Format: date-time */
                    time?: string;
                    data?: unknown;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @example {
                 *       "note": "the data; the attributes are headers such as ce-type"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Stored, and put into the line of every run that listens. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                    };
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                appId: string;
                processId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRunRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                appId?: string;
                processId?: string;
                /** @description Only those that steps of this run have started. */
                parentRunId?: string;
                /** @description One status, or several with commas between. */
                status?: string;
                /** @description Only those that began for this reason. */
                trigger?: "key" | "user" | "schedule" | "event" | "run";
                /** @description Only those that started at this instant or later, ISO 8601. */
                startedAfter?: string;
                /** @description Only those that started before this instant, ISO 8601. */
                startedBefore?: string;
                /** @description Only those that are parked on the access token of this name. */
                token?: string;
                /** @description Only those whose id begins like this, with or without `run_`. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_steps: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Runs_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    RunControl_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    RunControl_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    RunControl_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Connectors_list: {
        parameters: {
            query?: {
                /** @description A field of work. */
                category?: "ai" | "commerce" | "communication" | "crm" | "data" | "developer" | "enterprise" | "files" | "finance" | "generic" | "healthcare" | "identity" | "marketing" | "people" | "productivity" | "projects" | "social" | "support";
                /** @description Words of titles, keys and categories; all of them, in any order. */
                q?: string;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorListDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Connectors_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connector: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorViewDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftListDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDraftDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeDraftDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_issue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuanceDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResultDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Drafts_finish: {
        parameters: {
            query?: {
                /** @description `true` does it although the token is in use; runs that need it by its name park. */
                force?: string;
            };
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                draftId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishDraftDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Lookups_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Lookups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                lookup: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Lookups_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description To change: the ETag that was read, or `*` to overwrite on purpose. Stale: 412. */
                "If-Match"?: string;
                /** @description `*`, to make what is not there yet. It is there: 412. Neither of the two headers: 428. */
                "If-None-Match"?: string;
            };
            path: {
                appId: string;
                lookup: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutLookupRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    LookupRuns_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                lookup: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunLookupRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupAnswerDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Lookups_delete: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
                lookup: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Resolution_sign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatureDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Resolution_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTestDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Actions_choices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
                /** @description Such as `salesforce.createRecord`. */
                call: string;
                /** @description The name of the input. */
                input: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunActionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionChoicesDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Alerts_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPageDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    BulkRenewal_renew: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResultDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Renewal_renew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Renewal_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalAttemptsDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Forecast_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description Only what lies before this instant. Absent: all that is known. */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastPageDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    BulkRemoval_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRemovalDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResultDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    TokenList_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description `global`, or the id of an app. Absent: all that the caller sees. */
                scope?: string;
                connector?: string;
                /** @description The value of the field `environment`, which many connectors have. */
                environment?: string;
                /** @description One state, or several with commas in between. */
                state?: string;
                /** @description Only tokens that need a person before this instant, those that need one now included. */
                needsPersonBefore?: string;
                /** @description Part of the name or of the description. */
                search?: string;
                /** @description What to sort by; with a minus sign the other way round. Absent: in the order of creation. */
                sort?: "name" | "-name" | "connector" | "-connector" | "environment" | "-environment" | "state" | "-state" | "needsPersonAt" | "-needsPersonAt" | "expiresAt" | "-expiresAt" | "lastUsedAt" | "-lastUsedAt" | "changedAt" | "-changedAt" | "createdAt" | "-createdAt";
                /** @description `true` counts all that the filters leave. */
                total?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPageDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    TokenList_counts: {
        parameters: {
            query?: {
                /** @description `global`, or the id of an app. Absent: all that the caller sees. */
                scope?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenCountsDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    TokenSwitch_disable: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableTokenDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    TokenSwitch_enable: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tokens_delete: {
        parameters: {
            query?: {
                /** @description `true` does it although the token is in use; runs that need it by its name park. */
                force?: string;
            };
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tokens_update: {
        parameters: {
            query?: {
                /** @description `true` does it although the token is in use; runs that need it by its name park. */
                force?: string;
            };
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTokenDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tokens_uses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenUsesDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_remove: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWebhookRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Webhooks_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateSecretRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Deliveries_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Deliveries_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description Only those that are pending, delivered or failed. */
                state?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Deliveries_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Deliveries_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Session_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Session_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Session_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnSessions_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessionsView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnSessions_revokeOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnSessions_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Links_look: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookAtLinkRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimeLinkView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Links_redeem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemLinkRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUserView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_remove: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_resetLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeLinkView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Users_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Apps_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Apps_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAppRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Apps_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Apps_delete: {
        parameters: {
            query?: {
                /** @description The name of the app, repeated exactly. */
                name?: string;
            };
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Apps_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAppRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Keys_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description Only the keys of this app. */
                appId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Keys_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKeyView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Keys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnConnectors_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnConnectorPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnConnectors_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnConnectorRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnConnectorView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnConnectors_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnConnectorView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnConnectors_replace: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnConnectorRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnConnectorView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnConnectors_remove: {
        parameters: {
            query?: {
                /** @description `true` removes a connector that access tokens were made with; they go on as they are. */
                force?: string;
            };
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tenants_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tenants_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 255 characters. Repeated within 24 hours, the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenantRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedTenantView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tenants_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tenants_erase: {
        parameters: {
            query?: {
                /** @description The name of the tenant, repeated exactly. */
                name?: string;
            };
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Tenants_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenantRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnTenant_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    OwnTenant_update: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite on purpose. Absent: 428. Stale: 412. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOwnTenantRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Rotations_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Rotations_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRotationRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Rotations_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description Only events about this access token, app, key or tenant: its id. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Audit_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerificationView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Events_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Items on a page: 1 to 200, usually 50. */
                limit?: string;
                /** @description Only events of this type; those of the lifecycle of runs are shown only when one of their types is asked for. */
                type?: "access-token.created" | "access-token.changed" | "access-token.removed" | "access-token.state-changed" | "access-token.renewal-failed" | "access-token.forecast" | "access-token.expiry-reminder" | "alert.opened" | "alert.closed" | "own-connector.changed" | "run.escalated" | "webhook.disabled" | "webhook.test" | "io.serverlessworkflow.workflow.started.v1" | "io.serverlessworkflow.workflow.suspended.v1" | "io.serverlessworkflow.workflow.resumed.v1" | "io.serverlessworkflow.workflow.correlation-started.v1" | "io.serverlessworkflow.workflow.correlation-completed.v1" | "io.serverlessworkflow.workflow.cancelled.v1" | "io.serverlessworkflow.workflow.faulted.v1" | "io.serverlessworkflow.workflow.completed.v1" | "io.serverlessworkflow.workflow.status-changed.v1" | "io.serverlessworkflow.task.created.v1" | "io.serverlessworkflow.task.started.v1" | "io.serverlessworkflow.task.suspended.v1" | "io.serverlessworkflow.task.resumed.v1" | "io.serverlessworkflow.task.retried.v1" | "io.serverlessworkflow.task.cancelled.v1" | "io.serverlessworkflow.task.faulted.v1" | "io.serverlessworkflow.task.completed.v1" | "io.serverlessworkflow.task.status-changed.v1";
                /** @description Only events about this access token, alert or webhook: its id. */
                subjectId?: string;
            };
            header?: {
                /** @description Of a stream: the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                    "text/event-stream": string;
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Figures_get: {
        parameters: {
            query?: {
                /** @description ISO 8601. Absent: 24 buckets before `to`. */
                from?: string;
                /** @description ISO 8601. Absent: now. */
                to?: string;
                /** @description Length of a bucket in seconds: 300 (kept for two days), 3600 or 86400 (kept for ninety). Absent: 3600. */
                step?: "300" | "3600" | "86400";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiguresDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Metrics_scrape: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics in the text format of Prometheus. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Events_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents+json": {
                    /** @enum {string} */
                    specversion: "1.0";
                    id: string;
                    source: string;
                    type: string;
                    subject?: string;
                    /** Format: date-time */
                    time?: string;
                    data?: unknown;
                } & {
                    [key: string]: unknown;
                };
                "application/cloudevents-batch+json": ({
                    /** @enum {string} */
                    specversion: "1.0";
                    id: string;
                    source: string;
                    type: string;
                    subject?: string;
                    /** Format: date-time */
                    time?: string;
                    data?: unknown;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @example {
                 *       "note": "the data; the attributes are headers such as ce-type"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Stored, and put into the line of every run that listens. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                    };
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Resolution_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveDto"];
            };
        };
        responses: {
            /** @description The credential, and which generation of which token it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionDto"];
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
    Proxy_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Another of the credential’s hosts than the one of its base URL. */
                "Latchkey-Host"?: string;
                /** @description The app that asks; only for keys that are not bound to one. */
                "Latchkey-App"?: string;
            };
            path: {
                /** @description The access token’s name. */
                name: string;
                /** @description Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Proxy_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Another of the credential’s hosts than the one of its base URL. */
                "Latchkey-Host"?: string;
                /** @description The app that asks; only for keys that are not bound to one. */
                "Latchkey-App"?: string;
            };
            path: {
                /** @description The access token’s name. */
                name: string;
                /** @description Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Proxy_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Another of the credential’s hosts than the one of its base URL. */
                "Latchkey-Host"?: string;
                /** @description The app that asks; only for keys that are not bound to one. */
                "Latchkey-App"?: string;
            };
            path: {
                /** @description The access token’s name. */
                name: string;
                /** @description Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Proxy_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Another of the credential’s hosts than the one of its base URL. */
                "Latchkey-Host"?: string;
                /** @description The app that asks; only for keys that are not bound to one. */
                "Latchkey-App"?: string;
            };
            path: {
                /** @description The access token’s name. */
                name: string;
                /** @description Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Proxy_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Another of the credential’s hosts than the one of its base URL. */
                "Latchkey-Host"?: string;
                /** @description The app that asks; only for keys that are not bound to one. */
                "Latchkey-App"?: string;
            };
            path: {
                /** @description The access token’s name. */
                name: string;
                /** @description Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Actions_run: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                appId: string;
                /** @description As a process names it, such as `dropbox.listFolder`. */
                call: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunActionDto"];
                "multipart/form-data": {
                    token: string;
                    /** @description The inputs as JSON. */
                    with?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description The output, or the file that the action yields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionOutputDto"];
                    "*/*": string;
                };
            };
            /** @description Any error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemView"];
                };
            };
        };
    };
}
