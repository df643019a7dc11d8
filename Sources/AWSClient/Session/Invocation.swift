import Calls
import HTTPClient
import Identifiers
import Wire

/// One call of one operation: its attempts, waits and corrections.
struct Invocation {
    private let session: AWSSession
    private let operation: CallTraits
    private let draft: RequestDraft
    private let endpoint: Endpoint
    private let invocationID: String
    private var strategy: RetryStrategy
    private var attempt = 0
    private var account: String?
    private var hasCorrectedClock = false
    /// How far ahead of this machine's clock the last request was signed, in seconds.
    private var signedSkew = 0
    private var hasRenewedCredentials = false
    /// How many attempts may have been carried out without an answer that says so.
    private var lostAttempts = 0
    /// What the last of these said.
    private var lost: AWSFailure?
    /// What the last attempt said.
    private var last: AWSFailure?

    /// Prepares a call.
    init(_ session: AWSSession, _ operation: CallTraits, _ draft: RequestDraft) throws(AWSFailure) {
        self.session = session
        self.operation = operation
        self.draft = draft
        do {
            endpoint = try EndpointRules.endpoint(
                of: operation.service, region: session.region.text, settings: session.endpoints)
        } catch {
            let call = AWSCall(
                service: operation.service, operation: operation.name, label: session.label,
                region: session.region.text, attempts: 0)
            throw .endpoint(error, call)
        }
        strategy = RetryStrategy(
            settings: session.retry,
            quota: session.state.quota(for: operation.service, region: session.region.text))
        invocationID = InvocationID.make()
    }

    /// Makes attempts until one succeeds or none may follow.
    mutating func run() async throws(AWSFailure) -> AWSReply {
        while true {
            if let last, session.stop?.isStopped == true { throw ended(last) }
            attempt += 1
            if Task.isCancelled { throw ended(.cancelled) }
            let credentials: Credentials?
            do throws(AWSFailure) {
                credentials = try await self.credentials()
                if let credentials { try await prove(credentials) }
                try await pace(credentials)
            } catch {
                if await renewed(after: error) {
                    attempt -= 1
                    continue
                }
                throw ended(error)
            }
            let redactor = Redactor(secrets: operation.secrets + (credentials?.secrets ?? []))
            signedSkew = session.state.skewSeconds
            let request = request(credentials)
            let start = session.clock.milliseconds
            let result: Result<HTTPResponse, TransportError>
            do {
                result = .success(try await session.transport.send(request))
            } catch {
                result = .failure(error)
            }
            let outcome = read(result, redactor)
            record(outcome, result, request, redactor, since: start)
            switch outcome {
            case .success(var answer):
                strategy.afterSuccess()
                answer.keyID = credentials?.accessKeyID
                // Counts only where the answer turns out not to say what its operation promises.
                answer.call.lostAttempts = lostAttempts + (operation.effect.writes ? 1 : 0)
                return answer
            case .failure(let failure, let classification, let delay):
                last = failure
                if failure.mayHaveHappened { lost = failure }
                if case .cancelled = failure { throw ended(failure) }
                if await repair(after: failure, result) { continue }
                notePacing(classification, credentials)
                try await wait(failure, classification, serverDelay: delay)
            }
        }
    }

    // MARK: One attempt

    private enum Outcome {
        case success(AWSReply)
        case failure(AWSFailure, RetryClassification, serverDelay: Double?)
    }

    private var call: AWSCall {
        AWSCall(
            service: operation.service, operation: operation.name, label: session.label, account: account,
            region: session.region.text, attempts: attempt, lostAttempts: lostAttempts)
    }

    /// What to throw when no attempt follows: that an earlier one may have been carried out outweighs why none follows.
    private func ended(_ failure: AWSFailure) -> AWSFailure {
        guard let lost, !failure.mayHaveHappened else { return failure }
        return lost
    }

    /// Makes sure that the credentials are of the account that the session is bound to, before they sign anything.
    private func prove(_ credentials: Credentials) async throws(AWSFailure) {
        guard !operation.provesAccount else { return }
        try await session.prove(credentials, for: call, writes: operation.effect.writes)
    }

    private mutating func credentials() async throws(AWSFailure) -> Credentials? {
        guard operation.isSigned else { return nil }
        let credentials = try await session.credentials()
        account = session.state.account(ofKey: credentials.accessKeyID) ?? credentials.accountID
        return credentials
    }

    private func request(_ credentials: Credentials?) -> HTTPRequest {
        var url = endpoint.url
        url += draft.path
        let query = draft.wireQuery
        if !query.isEmpty { url += "?" + query }
        var headers = [HTTPHeader("host", endpoint.authority)]
        headers += draft.headers.map { HTTPHeader($0.name, $0.value) }
        headers.append(HTTPHeader("user-agent", session.userAgent))
        headers.append(HTTPHeader("amz-sdk-invocation-id", invocationID))
        headers.append(HTTPHeader("amz-sdk-request", "attempt=\(attempt); max=\(session.retry.maxAttempts)"))
        var request = HTTPRequest(
            method: draft.method, url: url, headers: headers, body: draft.body, trust: session.trust)
        request.sendsOnce = operation.effect.writes
        request.wantsFreshConnection = operation.effect == .writeEachTime
        if let credentials {
            let signer = Signer(
                service: endpoint.signingName, region: endpoint.signingRegion, keys: session.state.signingKeys)
            let time = session.clock.now.adding(seconds: signedSkew)
            signer.sign(&request, with: credentials, at: time)
        }
        return request
    }

    private mutating func read(_ result: Result<HTTPResponse, TransportError>, _ redactor: Redactor) -> Outcome {
        switch result {
        case .failure(.cancelled) where !operation.effect.writes: return .failure(.cancelled, .final, serverDelay: nil)
        case .failure(let error):
            noteLoss(error.requestMayHaveArrived)
            return .failure(
                .transport(error, call), careful(RetryClassification(error), error.requestMayHaveArrived),
                serverDelay: nil)
        case .success(let response):
            if let date = response.header("date").flatMap({ Timestamp(httpDate: $0) }) {
                session.state.seenSkew = date.seconds(since: session.clock.now)
            }
            let delay = ServerDelay.seconds(in: response)
            switch AnswerReader.read(response, of: call, redactor: redactor) {
            case .success(let answer): return .success(answer)
            case .error(var error):
                let classification = RetryClassification(
                    status: error.status, code: error.code, also: operation.retriedCodes, service: operation.service)
                // A fault inside AWS may come after the work was done; only throttling surely came before.
                let isLost =
                    error.status >= 500 && classification != .throttling || error.code.hasPrefix("RequestTimeout")
                noteLoss(isLost)
                error.call = call
                return .failure(.service(error), careful(classification, isLost), serverDelay: delay)
            case .foreign(var answer):
                noteLoss(true)
                answer.call = call
                return .failure(
                    .notAWS(answer), careful(RetryClassification(status: answer.status, code: nil), true),
                    serverDelay: delay)
            }
        }
    }

    private mutating func noteLoss(_ isLost: Bool) {
        if isLost, operation.effect.writes { lostAttempts += 1 }
    }

    /// What changes something each time is not tried again after an attempt that may have been carried out.
    private func careful(_ classification: RetryClassification, _ isLost: Bool) -> RetryClassification {
        isLost && operation.effect == .writeEachTime ? .final : classification
    }

    private func record(
        _ outcome: Outcome, _ result: Result<HTTPResponse, TransportError>, _ request: HTTPRequest,
        _ redactor: Redactor, since start: Int64
    ) {
        guard let observer = session.observer else { return }
        var entry = AWSAttempt(
            service: operation.service, operation: operation.name, label: session.label, account: account,
            region: session.region.text, host: endpoint.authority, attempt: attempt,
            maxAttempts: session.retry.maxAttempts, milliseconds: session.clock.milliseconds - start)
        let response = try? result.get()
        entry.status = response?.status
        entry.requestID = response.flatMap { AnswerReader.requestID(of: $0) }
        if case .failure(let failure, _, _) = outcome {
            entry.problem = failure.word
            entry.requestID = failure.requestID ?? entry.requestID
        }
        if observer.wantsBodies {
            entry.requestBody = redactor.redact(String(decoding: request.body, as: UTF8.self))
            entry.responseBody = response.map {
                redactor.shown(String(decoding: $0.body.prefix(16_384), as: UTF8.self))
            }
        }
        observer.attempted(entry)
    }

    // MARK: Between attempts

    /// Corrects the clock or renews the credentials, each at most once; true when an attempt should follow at once.
    private mutating func repair(
        after failure: AWSFailure, _ result: Result<HTTPResponse, TransportError>
    ) async -> Bool {
        guard operation.isSigned, let error = failure.serviceError, case .success(let response) = result else {
            return false
        }
        if !hasCorrectedClock, let skew = ClockSkew.seconds(error, response, clock: session.clock) {
            hasCorrectedClock = true
            // Where the request was signed with the right difference already, the clock is not what is wrong. What others
            // have learned since does not count: many requests begin together, and all of them were signed without it.
            guard abs(skew - signedSkew) > 60 else { return false }
            session.state.skewSeconds = skew
            return true
        }
        return await renewed(after: failure)
    }

    /// Renews credentials that AWS calls expired, once per call; true when there are others now.
    private mutating func renewed(after failure: AWSFailure) async -> Bool {
        guard !hasRenewedCredentials, operation.isSigned, let code = failure.code,
            ["ExpiredToken", "ExpiredTokenException", "RequestExpired"].contains(code)
        else { return false }
        hasRenewedCredentials = true
        guard let old = try? await session.provider.credentials() else { return false }
        await session.provider.forget()
        guard let new = try? await session.provider.credentials() else { return false }
        return new != old
    }

    private mutating func wait(
        _ failure: AWSFailure, _ classification: RetryClassification, serverDelay: Double?
    ) async throws(AWSFailure) {
        let decision = strategy.afterFailure(
            attempt: attempt, classification, random: session.random(), serverDelay: serverDelay)
        guard case .retry(let seconds) = decision, session.stop?.isStopped != true else { throw ended(failure) }
        let milliseconds = Int64(seconds * 1000)
        session.observer?.paused(pause(milliseconds, .retry(after: failure.word)))
        await session.sleep(milliseconds: milliseconds)
        if Task.isCancelled { throw ended(.cancelled) }
    }

    private func lane(_ credentials: Credentials?) -> SESPacing.Lane {
        SESPacing.Lane(
            account: account ?? credentials?.accessKeyID ?? "", region: session.region.text,
            isTrail: operation.service == .cloudtrail)
    }

    private func pace(_ credentials: Credentials?) async throws(AWSFailure) {
        guard operation.isPaced else { return }
        let milliseconds = session.pacing.reserve(lane(credentials), now: session.clock.milliseconds)
        guard milliseconds > 0 else { return }
        session.observer?.paused(pause(milliseconds, .pacing))
        await session.sleep(milliseconds: milliseconds)
        if Task.isCancelled { throw .cancelled }
    }

    private func notePacing(_ classification: RetryClassification, _ credentials: Credentials?) {
        guard operation.isPaced, classification == .throttling else { return }
        session.pacing.throttled(lane(credentials), now: session.clock.milliseconds)
    }

    private func pause(_ milliseconds: Int64, _ reason: AWSPause.Reason) -> AWSPause {
        AWSPause(
            service: operation.service, operation: operation.name, label: session.label,
            region: session.region.text, milliseconds: milliseconds, reason: reason)
    }
}

extension AWSSession {
    /// Waits as long as nobody stops the work.
    func sleep(milliseconds: Int64) async {
        if let stop { return await stop.sleep(milliseconds: milliseconds, clock: clock) }
        await clock.sleep(milliseconds: milliseconds)
    }

    /// Makes a call and gives its success answer.
    func call(_ operation: CallTraits, _ draft: RequestDraft) async throws(AWSFailure) -> AWSReply {
        var invocation = try Invocation(self, operation, draft)
        return try await invocation.run()
    }
}
