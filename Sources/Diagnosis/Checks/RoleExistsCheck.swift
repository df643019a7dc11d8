import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The role is there, under the ARN that the pods ask for.
    static let roleExists = Check(
        "role-exists", .role, "the role, by name and path",
        codes: ["STS-ROLE-MISSING", "STS-ROLE-PATH"],
        applies: { $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        hints: { context in context.serviceAccountRead.map { [$0.call] } ?? [] },
        right: { context in
            let name = context.subject.role?.name.text ?? ""
            guard let used = context.role?.value?.lastUsed else { return name }
            return "\(name), last used \(used.words(at: context.now))"
        },
        findings: { context in
            guard let wanted = context.subject.role, let role = context.role else { return [] }
            if role == .absent { return [context.missing(wanted)] }
            // What the pods ask for is the annotation's ARN, whatever the answers say.
            guard let found = role.value, found.arn != wanted.arn, context.annotatedRole != found.arn.text else {
                return []
            }
            return [context.elsewhere(wanted, found)]
        })
}

extension CheckContext {
    fileprivate func missing(_ wanted: RoleARN) -> Finding {
        finding("STS-ROLE-MISSING") {
            let read = Read.role(wanted.name).call
            $0.expected = wanted.text
            $0.found = "no role \(wanted.name.text) in \(eksPlace)"
            $0.place = eksPlace
            $0.brief = "\(wanted.name.text) does not exist".brief
            $0.evidence = [evidence(read, wanted.name.text, "does not exist")]
            var input: JSONObject = ["RoleName": .string(wanted.name.text)]
            if wanted.path != .root { input["Path"] = .string(wanted.path.text) }
            guard let token = subject.token else {
                $0.repair(
                    "Make the role, or let the pods name one that exists.", commands: [command(read)],
                    address: repair(.role))
                return
            }
            input["AssumeRolePolicyDocument"] = token.trustPolicyDocument
            $0.repair(
                "Make the role, then give it its permissions. A role of the same name is another role for SES: what "
                    + "names the earlier one has to be written again.",
                commands: [command(Call(.createRole, .eks, input))], address: repair(.role))
        }
    }

    fileprivate func elsewhere(_ wanted: RoleARN, _ found: RoleState) -> Finding {
        finding("STS-ROLE-PATH") {
            $0.found = found.arn.text
            $0.expected = annotatedRole ?? wanted.text
            $0.place = eksPlace
            $0.brief = "has another path than the pods ask for"
            $0.evidence = [evidence(Read.role(wanted.name).call, "Arn", found.arn.text)]
            guard let account = subject.answers.serviceAccount, let namespace = subject.answers.namespace else {
                $0.repair(commands: [command(Read.role(wanted.name).call)])
                return
            }
            let known = "Let the service account name the ARN exactly as IAM shows it, then restart the pods."
            // Answers that leave the path out would write the other ARN again.
            let path = (try? RoleARN(found.arn.text))?.path.text
            let answers = path.flatMap { design == nil ? nil : " Name the path in the answers, names.rolePath: \($0)." }
            $0.repair(
                known + (answers ?? ""), commands: [annotate(account, in: namespace, role: found.arn.text)])
        }
    }
}

extension Timestamp {
    /// The moment as it stands in a sentence: `at 13:17 UTC`, `9 days ago`.
    ///
    /// - Parameter now: The moment from which ages count.
    /// - Returns: The words; `in 12 minutes` for what is to come.
    func words(at now: Timestamp) -> String {
        let age = now.seconds(since: self)
        if age < 0 { return "in \(max(1, -age / 60).counting("minute"))" }
        if iso8601.prefix(10) == now.iso8601.prefix(10) { return "today \(clock.prefix(5)) UTC" }
        let days = (age + 43_200) / 86_400
        return days < 2 ? "\(iso8601.prefix(10)) \(clock.prefix(5)) UTC" : "\(days) days ago"
    }
}
