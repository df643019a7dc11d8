import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Observation
import Wire

/// One test send on its way.
struct SendRun {
    let context: SetupContext
    let design: DelegateSending
    let options: SendOptions
    let report: @Sendable (SendEvent) -> Void
    private(set) var links: [SendLink] = []
    var messageID: String?
    /// What sends, by way of a pod, and how far it is.
    var workload: WorkloadStatus?
    /// What was run in the pod, and what it wrote.
    var output: [PodLine] = []
    /// Why no program may be run in a pod that is there; Jobs do it from then on.
    var refusedExec: ClusterProblem?
    /// Whether the cluster is proven to be the one of the answers, so that Jobs may be made in it.
    var isClusterProven = false
    /// The commands that do the same by hand.
    var byHand: [String] = []
    private var start: Int64 = 0

    init(
        context: SetupContext, design: DelegateSending, options: SendOptions,
        report: @escaping @Sendable (SendEvent) -> Void
    ) {
        self.context = context
        self.design = design
        self.options = options
        self.report = report
    }

    var result: SendReport {
        var report = SendReport(
            via: options.via, sender: design.sender.text, receiver: receiver, links: links, messageID: messageID)
        report.workload = workload
        report.pod = options.pod
        report.output = output
        report.byHand = byHand
        report.kubectl = options.kubectl
        report.job = options.byJob ? .requested : refusedExec == nil ? nil : .execRefused
        return report
    }

    var receiver: String { options.receiver(design) }

    mutating func chain() async {
        guard await annotation(), let token = await token(), let session = await assumeRole(token) else { return }
        await send(through: session, sourceARN: design.identityARN.text)
    }

    /// The chain up to the role, and who it makes of the pods; then the message, where one is wanted.
    mutating func prove(sendsMail: Bool) async {
        guard await annotation(), let token = await token(), let session = await assumeRole(token) else { return }
        begin(.caller)
        do throws(AWSFailure) {
            let caller = try await STS(session).getCallerIdentity()
            end(SendLink(.caller, caller.arn))
        } catch {
            fail(.caller, error, in: design.eksAccount.text)
            return
        }
        if sendsMail, !Task.isCancelled { await send(through: session, sourceARN: design.identityARN.text) }
    }

    mutating func owner() async {
        begin(.send)
        guard let session = context.ses else {
            _ = fail(.send, "NoCredentials", SetupError.noCredentials(.ses).sentence)
            return
        }
        await send(through: session, sourceARN: nil)
    }

    /// The live service account names the role of the answers.
    private mutating func annotation() async -> Bool {
        begin(.annotation)
        let place = "\(design.namespace.text)/\(design.serviceAccount.text)"
        guard let cluster = context.cluster else {
            return fail(
                .annotation, "Unreachable", "There is no way to the cluster; name a context.", endsAs: .unreachable)
        }
        let call = Read.serviceAccount(design.namespace, design.serviceAccount).call
        let object: JSONValue?
        do throws(ClusterProblem) { object = try await cluster.perform(call) } catch {
            return fail(.annotation, error, asking: call.right)
        }
        guard let object else {
            return fail(.annotation, "NotFound", "The service account \(place) does not exist.")
        }
        let found = ObjectState(object: object).annotations[DelegateSending.roleAnnotation]
        guard found == design.roleARN.text else {
            let words = found.map { "names the role \($0), not" } ?? "names no role; wanted is"
            return fail(.annotation, "OtherRole", "The service account \(place) \(words) \(design.roleARN.text).")
        }
        end(SendLink(.annotation, "\(place) names \(design.roleARN.text)"))
        return true
    }

    /// The cluster makes a token that says who the pods are.
    private mutating func token() async -> String? {
        begin(.token)
        guard let cluster = context.cluster else { return nil }
        do throws(ClusterProblem) {
            let token = try await cluster.token(
                of: design.serviceAccount.text, in: design.namespace.text, audience: DelegateSending.audience,
                seconds: 600)
            guard let issuer = issuer(of: token) else { return nil }
            end(SendLink(.token, "from \(issuer), for \(design.subject)"))
            return token
        } catch {
            let right = KubernetesRight(
                verb: "create", group: "", resource: "serviceaccounts/token", namespace: design.namespace.text,
                name: design.serviceAccount.text)
            _ = fail(.token, error, asking: right)
            return nil
        }
    }

    /// The issuer that a token names; nil, with the link ended, when it is not the answers' one.
    ///
    /// Another cluster's token would only be refused by STS, as if the provider were missing.
    private mutating func issuer(of token: String) -> String? {
        let claims: TokenClaims
        do throws(TokenProblem) { claims = try TokenClaims(token: token) } catch {
            _ = fail(.token, "BadToken", error.sentence)
            return nil
        }
        guard claims.subject == design.subject, claims.audiences.contains(DelegateSending.audience) else {
            _ = fail(
                .token, "OtherToken",
                "The cluster made a token of \(claims.subject) for \(claims.audiences.joined(separator: ", ")); asked "
                    + "was for one of \(design.subject) for \(DelegateSending.audience).")
            return nil
        }
        let found = ClusterGuard.bare(claims.issuer)
        guard found != design.issuer.text else { return claims.issuer }
        if let slip = IssuerSlip(design.issuer, found) {
            _ = fail(
                .token, "MistypedIssuer", "eks.oidcProvider: \(slip.problem.sentence)", endsAs: .badData)
        } else {
            _ = fail(
                .token, "OtherIssuer",
                "The cluster that the context leads to is another one: its tokens are from the issuer \(found), the "
                    + "answers name \(design.issuer.text). Name the right context with --context, or correct "
                    + "eks.oidcProvider.", endsAs: .refused)
        }
        return nil
    }

    /// STS exchanges the token for credentials of the role; the call is not signed.
    private mutating func assumeRole(_ token: String) async -> AWSSession? {
        begin(.assumeRole)
        guard let base = context.eks ?? context.ses else {
            _ = fail(.assumeRole, "NoCredentials", "There is no AWS session to reach STS with.")
            return nil
        }
        let session = base.moved(to: design.eksRegion)
        var tries = 0
        while true {
            tries += 1
            do throws(AWSFailure) {
                let role = try await STS(session).assumeRoleWithWebIdentity(
                    design.roleARN.text, token: token, sessionName: DelegateSending.sessionName)
                let credentials = role.credentials
                let minutes = credentials.expiration.map { " for \($0.seconds(since: context.clock.now) / 60) minutes" }
                end(
                    SendLink(
                        .assumeRole, "keys of \(design.roleName.text)\(minutes ?? "")", requestID: role.requestID))
                return base.acting(with: StaticCredentials(credentials), label: "role \(design.roleName.text)")
                    .bound(to: design.eksAccount)
            } catch {
                if await pause(.assumeRole, after: error, tries: tries) { continue }
                // The call is not signed, so no credentials say whose account answers: it is the role's.
                fail(.assumeRole, error, in: design.eksAccount.text)
                return nil
            }
        }
    }

    /// SES takes the message, as in the guide over v1.
    private mutating func send(through session: AWSSession, sourceARN: String?) async {
        if options.via == .chain { begin(.send) }
        let call = SendCommand.call(
            design, options.via == .owner ? .ses : .eks, receiver: receiver, subject: options.subject,
            body: options.body ?? SendCommand.defaultBody(options.via), sourceARN: sourceARN)
        var tries = 0
        while true {
            tries += 1
            do throws(AWSFailure) {
                let reply = try await session.perform(call)
                let id = reply.value["MessageId"]?.string ?? ""
                messageID = id
                end(SendLink(.send, "SES took the message for \(receiver): \(id)", requestID: reply.requestID))
                return
            } catch {
                if options.via == .chain, await pause(.send, after: error, tries: tries) { continue }
                fail(.send, error)
                return
            }
        }
    }

    /// When sesame last wrote for this setup, as the journal says.
    private var lastWrite: Timestamp? { context.state?.journal(of: design).lastWrite() }

    /// Waits and answers true when AWS may simply not have seen yet what was written just now.
    ///
    /// A refusal is tried again only within two minutes of an own write, and only when the policies as they are would
    /// allow it: a real fault shows at once.
    private func pause(_ link: SendLinkName, after failure: AWSFailure, tries: Int) async -> Bool {
        guard let written = lastWrite, let error = failure.serviceError else { return false }
        let left = DelayRule.limitSeconds - context.clock.now.seconds(since: written)
        let wait = DelayRule.pause(attempt: tries - 1, random: context.random())
        guard left > 0, Int64(left) * 1000 > wait, !Task.isCancelled else { return false }
        let isProviderUnknown = error.code == "InvalidIdentityToken" && error.message.contains("No OpenIDConnect")
        guard isProviderUnknown || error.isAccessDenied else { return false }
        guard await Prediction(context: context, design: design).allows(link, receiver: receiver) else { return false }
        report(
            .pausing(
                link, reason: "IAM needs a moment to show what was written", secondsLeft: left, attempt: tries + 1))
        await context.clock.sleep(milliseconds: wait)
        return !Task.isCancelled
    }

    mutating func begin(_ link: SendLinkName) {
        start = context.clock.milliseconds
        report(.started(link))
    }

    mutating func end(_ link: SendLink) {
        var link = link
        link.milliseconds = context.clock.milliseconds - start
        links.append(link)
        report(.ended(link))
    }

    /// A call to AWS failed.
    private mutating func fail(_ name: SendLinkName, _ failure: AWSFailure, in account: String? = nil) {
        var problem = Problem(failure)
        var facts = failure.facts()
        facts.account = facts.account ?? account
        problem.failure = facts
        problem.exitCode = Self.exitCode(problem)
        end(SendLink(name, problem))
    }

    private static func exitCode(_ problem: Problem) -> ExitCode {
        if problem.code == "WrongAccount" { return .refused }
        if problem.failure?.mayHaveHappened == true { return .incomplete }
        return problem.code == "Unreachable" ? .unreachable : .failed
    }

    /// How long the link that was begun last takes so far, in milliseconds.
    var elapsed: Int64 { context.clock.milliseconds - start }

    /// What came back is not as it has to be.
    mutating func fail(
        _ name: SendLinkName, _ code: String, _ sentence: String, endsAs exitCode: ExitCode = .failed
    ) -> Bool {
        end(SendLink(name, Problem(sentence, code: code, short: code, exitCode: exitCode)))
        return false
    }

    /// A call to the cluster failed.
    mutating func fail(_ name: SendLinkName, _ failure: ClusterProblem, asking right: KubernetesRight?) -> Bool {
        var problem = Problem(
            failure, operation: right.map { "\($0.verb) \($0.resource)" }, in: design.place(of: .kubernetes))
        if case .denied(let right, _) = failure {
            let place = right.namespace.map { " in namespace \($0)" } ?? ""
            problem.sentence = "The caller may not \(right.permission)\(place). \(right.remedy)"
            if name == .token { problem.sentence += " Or send from a pod, which needs no such right." }
        }
        end(SendLink(name, problem))
        return false
    }
}
