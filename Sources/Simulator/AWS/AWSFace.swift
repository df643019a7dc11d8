import Wire

/// The AWS side of a world: answers signed requests as the services would.
///
/// All services are reached through one endpoint. Which one is meant follows from the host where it is AWS's own, and
/// else from the credential scope, the path, or the form.
public struct AWSFace: Face {
    private let world: World
    private let verifier = SignatureVerifier()

    /// Creates the AWS face of a world.
    public init(_ world: World) {
        self.world = world
    }

    /// Answers one request.
    public func answer(_ request: RawRequest) async -> RawResponse {
        respond(to: request)
    }

    /// Answers one request at once; nothing in here waits.
    public func respond(to request: RawRequest) -> RawResponse {
        let requestID = world.randomness.uuid()
        let claims = Result { () throws(SignatureProblem) in try SignatureClaims.read(request) }
        guard let service = Routing.service(of: request, scope: (try? claims.get())?.service) else {
            return nobody(requestID)
        }
        var call = AWSCall(
            service: service, operation: "", region: "us-east-1", now: world.now, requestID: requestID,
            secure: request.secure, userAgent: request.header("user-agent") ?? "", randomness: world.randomness)
        var outcome: Result<AWSAnswer, AWSFault>
        var fault: FaultRule.Kind?
        do throws(AWSFault) {
            let operation = try Routing.understand(request, &call)
            try identify(request, claims, &call)
            fault = injected(call)
            if let error = fault.flatMap({ InjectedFault.replacement($0, call.service) }) { throw error }
            outcome = run(operation, call)
        } catch {
            outcome = .failure(error)
        }
        return finish(call, outcome, fault)
    }

    // MARK: Who calls

    private func identify(
        _ request: RawRequest, _ claims: Result<SignatureClaims, SignatureProblem>, _ call: inout AWSCall
    ) throws(AWSFault) {
        if call.operation == "AssumeRoleWithWebIdentity" {
            guard request.header("authorization") == nil, request.header("x-amz-security-token") == nil else {
                throw WebIdentityFault.noVerificationKey
            }
            call.region = Routing.region(ofHost: request.header("host")) ?? world.read { $0.cluster.region }
            return
        }
        let authenticator = Authenticator(verifier: verifier, service: call.service)
        let read: SignatureClaims
        do throws(SignatureProblem) { read = try claims.get() } catch { throw authenticator.fault(for: error) }
        call.region = try authenticator.region(of: read, host: request.header("host"))
        let holder = world.read { $0.holder(of: read.accessKeyID) }
        let caller = try authenticator.caller(of: request, claims: read, holder: holder, now: call.now)
        // A user's own temporary credentials, for which no second factor was given, are nothing to IAM.
        if call.service == .iam, caller.isTemporary, case .user = caller.kind { throw authenticator.unknownToken }
        call.caller = caller
    }

    // MARK: Doing it

    private func run(_ operation: AWSOperation, _ call: AWSCall) -> Result<AWSAnswer, AWSFault> {
        guard !operation.readOnly else { return world.note { Self.run(operation, call, &$0) } }
        let answer = world.change { Self.run(operation, call, &$0) }
        if operation.isDeed, case .success = answer { world.countDeed() }
        return answer
    }

    private static func run(
        _ operation: AWSOperation, _ call: AWSCall, _ state: inout WorldState
    ) -> Result<AWSAnswer, AWSFault> {
        do throws(AWSFault) {
            if let action = operation.action {
                try Authorizer.check(call, operation, action: action, in: state)
            }
            try RateLimit.check(call, operation, &state)
            if call.service == .iam, !operation.readOnly {
                state.accounts[call.account]?
                    .rememberIAM(at: call.now, delay: state.options.iamPropagationDelay)
            }
            let answer = try operation.work(call, &state)
            Trail.note(call, operation, fault: nil, &state)
            return .success(answer)
        } catch {
            Trail.note(call, operation, fault: error, &state)
            return .failure(error)
        }
    }

    private func injected(_ call: AWSCall) -> FaultRule.Kind? {
        world.note { state in
            guard !state.options.faults.isEmpty else { return nil }
            return state.options.takeFault(
                service: call.service.signingName, operation: call.operation, account: call.caller?.account)
        }
    }

    // MARK: Answering

    private func finish(
        _ call: AWSCall, _ outcome: Result<AWSAnswer, AWSFault>, _ fault: FaultRule.Kind?
    ) -> RawResponse {
        var refused: AWSFault?
        var response: RawResponse
        switch outcome {
        case .success(let answer):
            response = AWSWire.success(
                answer, service: call.service, operation: call.operation, requestID: call.requestID)
        case .failure(let error):
            refused = error
            response = AWSWire.failure(error, service: call.service, requestID: call.requestID)
        }
        response.headers.append(("date", call.now.httpDate))
        if let fault { InjectedFault.spoil(&response, fault) }
        response.delay = world.read { $0.options.latency(of: call.operation, in: call.service.signingName) }
        world.record(
            RequestRecord(
                time: call.now, service: call.service.signingName, operation: call.operation, region: call.region,
                account: call.caller?.account, status: response.status, errorCode: refused?.code,
                requestID: call.requestID))
        return response
    }

    private func nobody(_ requestID: String) -> RawResponse {
        AWSWire.failure(
            AWSFault("MissingAuthenticationToken", "Request is missing Authentication Token", status: 403),
            service: .sts, requestID: requestID)
    }
}
