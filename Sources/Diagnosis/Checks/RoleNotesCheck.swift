import Calls
import Design
import IAMPolicy
import Identifiers
import Wire

extension Check {
    /// What is worth knowing of the role beside what it may do.
    static let roleNotes = Check(
        "role-notes", .role, "the role's boundary, sessions and use",
        codes: ["STS-ROLE-UNUSED", "IAM-HAS-BOUNDARY", "L18"],
        isAside: true, applies: { $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        right: { context in context.subject.role?.name.text ?? "" },
        findings: { context in
            guard let name = context.subject.role?.name else { return [] }
            guard let role = context.role?.value else {
                return context.role == .absent
                    ? [context.notLooked("STS-ROLE-UNUSED", .role, "there is no role to look at")] : []
            }
            return [context.boundary(name, role), context.use(name, role), context.sessions(name, role)].compactMap(
                \.self)
        })
}

extension CheckContext {
    fileprivate func boundary(_ name: RoleName, _ role: RoleState) -> Finding? {
        guard let boundary = role.boundary else { return nil }
        let read = Read.role(name).call
        return finding("IAM-HAS-BOUNDARY") {
            $0.found = boundary.text
            $0.place = "role \(name.text), PermissionsBoundary"
            $0.evidence = [evidence(read, "PermissionsBoundary.PermissionsBoundaryArn", boundary.text)]
            $0.repair(commands: [command(Read.managedPolicy(boundary).call)])
        }
    }

    /// IAM keeps the last use of 400 days, hours late: a role that is new says nothing.
    fileprivate func use(_ name: RoleName, _ role: RoleState) -> Finding? {
        guard let created = role.created, now.seconds(since: created) > 90 * 86_400 else { return nil }
        let used = role.lastUsed
        if let used, now.seconds(since: used) <= 90 * 86_400 { return nil }
        let read = Read.role(name).call
        return finding("STS-ROLE-UNUSED") {
            $0.found = used.map { "last used \($0.words(at: now))" } ?? "never used, as far as IAM remembers"
            $0.place = "role \(name.text), RoleLastUsed"
            $0.evidence = [evidence(read, "RoleLastUsed.LastUsedDate", used?.iso8601 ?? "absent")]
            $0.repair(commands: [command(read)])
        }
    }

    fileprivate func sessions(_ name: RoleName, _ role: RoleState) -> Finding? {
        guard let seconds = role.maxSessionDuration, let lint = Lints.role(maxSessionDuration: seconds).first,
            let entry = PracticeEntry.builtIn.first(where: { $0.code == lint.code.rawValue })
        else { return nil }
        let refusal = Refusal(nil, failureContext)
        return Finding(
            code: lint.code.rawValue, link: .role, status: .note, title: lint.sentence,
            expected: entry.expected.filled(refusal), found: lint.evidence ?? "\(seconds)", place: "role \(name.text)",
            why: entry.why.filled(refusal),
            evidence: [evidence(Read.role(name).call, "MaxSessionDuration", "\(seconds)")],
            fix: Finding.Fix(text: lint.fix, commands: [command(Read.role(name).call)]), docs: entry.docs)
    }
}
