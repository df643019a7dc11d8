import HTTPClient
import Identifiers
import Wire

/// One call of one operation: its attempts, waits and corrections.
struct Invocation {
    private let session: AWSSession
    private let operation: Operation
    private let draft: RequestDraft
    private let endpoint: Endpoint
    private let invocationID: String
    private var strategy: RetryStrategy
    private var attempt = 0
    private var account: String?
    private var hasCorrectedClock = false
    private var hasRenewedCredentials = false

    /// Prepares a call.
    init(_ session: AWSSession, _ operation: Operation, _ draft: RequestDraft) throws(AWSFailure) {
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
    mutating func run() async throws(AWSFailure) -> Answer {
        while true {
            attempt += 1
            if Task.isCancelled { throw .cancelled }
            let credentials = try await credentials()
            try await pace(credentials)
            let redactor = Redactor(secrets: operation.secrets + (credentials?.secrets ?? []))
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
            case .success(let answer):
                strategy.afterSuccess()
                return answer
            case .failure(let failure, let classification, let delay):
                if case .cancelled = failure { throw failure }
                if try await repair(after: failure, result) { continue }
                notePacing(classification, credentials)
                try await wait(failure, classification, serverDelay: delay)
            }
        }
    }

    // MARK: One attempt

    private enum Outcome {
        case success(Answer)
        case failure(AWSFailure, RetryClassification, serverDelay: Double?)
    }

    private var call: AWSCall {
        AWSCall(
            service: operation.service, operation: operation.name, label: session.label, account: account,
            region: session.region.text, attempts: attempt)
    }

    private mutating func credentials() async throws(AWSFailure) -> Credentials? {
        guard operation.isSigned else { return nil }
        do {
            let credentials = try await session.provider.credentials()
            account = credentials.accountID ?? session.state.account(ofKey: credentials.accessKeyID)
            return credentials
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .credentials(error)
        }
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
        if let credentials {
            let signer = Signer(
                service: endpoint.signingName, region: endpoint.signingRegion, keys: session.state.signingKeys)
            let time = session.clock.now.adding(seconds: session.state.skewSeconds)
            signer.sign(&request, with: credentials, at: time)
        }
        return request
    }

    private func read(_ result: Result<HTTPResponse, TransportError>, _ redactor: Redactor) -> Outcome {
        switch result {
        case .failure(.cancelled): return .failure(.cancelled, .final, serverDelay: nil)
        case .failure(let error):
            var classification = RetryClassification(error)
            if !operation.isRepeatable, error.requestMayHaveArrived { classification = .final }
            return .failure(.transport(error, call), classification, serverDelay: nil)
        case .success(let response):
            switch AnswerReader.read(response, of: call, redactor: redactor) {
            case .success(let answer): return .success(answer)
            case .error(let error):
                var classification = RetryClassification(
                    status: error.status, code: error.code, also: operation.retriedCodes, service: operation.service)
                // A fault inside AWS may come after the mail went out; only throttling surely came before.
                if !operation.isRepeatable, classification == .transient, error.status != 503 {
                    classification = .final
                }
                return .failure(.service(error), classification, serverDelay: ServerDelay.seconds(in: response))
            case .foreign(let answer):
                var classification = RetryClassification(status: answer.status, code: nil)
                if !operation.isRepeatable { classification = .final }
                return .failure(.notAWS(answer), classification, serverDelay: ServerDelay.seconds(in: response))
            }
        }
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
                TerminalText.sanitized(redactor.redact(String(decoding: $0.body.prefix(16_384), as: UTF8.self)))
            }
        }
        observer.attempted(entry)
    }

    // MARK: Between attempts

    /// Corrects the clock or renews the credentials, each at most once; true when an attempt should follow at once.
    private mutating func repair(
        after failure: AWSFailure, _ result: Result<HTTPResponse, TransportError>
    ) async throws(AWSFailure) -> Bool {
        guard operation.isSigned, let error = failure.serviceError, case .success(let response) = result else {
            return false
        }
        if !hasCorrectedClock, let skew = ClockSkew.seconds(error, response, clock: session.clock) {
            hasCorrectedClock = true
            // Where the known difference was right already, the clock is not what is wrong.
            guard abs(skew - session.state.skewSeconds) > 60 else { return false }
            session.state.skewSeconds = skew
            return true
        }
        if !hasRenewedCredentials, ["ExpiredToken", "ExpiredTokenException", "RequestExpired"].contains(error.code) {
            hasRenewedCredentials = true
            guard let old = try await credentials() else { return false }
            await session.provider.forget()
            let new: Credentials
            do { new = try await session.provider.credentials() } catch { return false }
            return new != old
        }
        return false
    }

    private mutating func wait(
        _ failure: AWSFailure, _ classification: RetryClassification, serverDelay: Double?
    ) async throws(AWSFailure) {
        let decision = strategy.afterFailure(
            attempt: attempt, classification, random: session.random(), serverDelay: serverDelay)
        guard case .retry(let seconds) = decision else { throw failure }
        let milliseconds = Int64(seconds * 1000)
        session.observer?.paused(pause(milliseconds, .retry(after: failure.word)))
        await session.clock.sleep(milliseconds: milliseconds)
        if Task.isCancelled { throw .cancelled }
    }

    private func lane(_ credentials: Credentials?) -> SESPacing.Lane {
        SESPacing.Lane(account: account ?? credentials?.accessKeyID ?? "", region: session.region.text)
    }

    private func pace(_ credentials: Credentials?) async throws(AWSFailure) {
        guard operation.isPaced else { return }
        let milliseconds = session.pacing.reserve(lane(credentials), now: session.clock.milliseconds)
        guard milliseconds > 0 else { return }
        session.observer?.paused(pause(milliseconds, .pacing))
        await session.clock.sleep(milliseconds: milliseconds)
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
    /// Makes a call and gives its success answer.
    func call(_ operation: Operation, _ draft: RequestDraft) async throws(AWSFailure) -> Answer {
        var invocation = try Invocation(self, operation, draft)
        return try await invocation.run()
    }
}
