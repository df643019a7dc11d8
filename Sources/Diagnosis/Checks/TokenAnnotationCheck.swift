import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The service account names the role that the pods are meant to take.
    static let annotation = Check(
        "annotation", .token, "the role annotation of the service account",
        codes: ["K8S-ANNOTATION", "K8S-ANNOTATION-KEY", "STS-ROLE-ARN"], after: ["service-account"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in
            context.clusterSilence == nil ? context.serviceAccountRead.map { [$0.call] } ?? [] : []
        },
        hints: { context in
            [
                context.associationsRead?.call, context.podsRead?.call,
                context.subject.role.map { Read.role($0.name).call },
            ]
            .compactMap(\.self)
        },
        right: { context in
            guard let role = context.annotatedRole.flatMap({ try? RoleARN($0) }) else {
                return context.association == nil
                    ? "the pods name their role themselves" : "Pod Identity gives the role"
            }
            let pods = context.pods?.count ?? 0
            return "names \(role.name.text)" + (pods > 0 ? "; \(pods.counting("pod"))" : "")
        },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-ANNOTATION")] }
            guard let observed = context.serviceAccount else { return [] }
            guard let account = observed.value else {
                return observed == .absent
                    ? [context.notLooked("K8S-ANNOTATION", .token, "there is no service account to look at")] : []
            }
            return context.annotationFault(account).map { [$0] } ?? []
        })
}

extension CheckContext {
    fileprivate func annotationFault(_ account: ServiceAccountState) -> Finding? {
        guard let text = account.roleARN else { return withoutAnnotation(account) }
        guard let role = try? RoleARN(text), text == role.text else { return malformed(account, text) }
        guard let wanted = subject.role, text != wanted.text, text != self.role?.value?.arn.text else { return nil }
        return otherRole(account, role, wanted)
    }

    // MARK: No annotation

    private func withoutAnnotation(_ account: ServiceAccountState) -> Finding? {
        // An association gives the role another way, and pods may bring along what the webhook would have given them.
        guard association == nil, !(pods ?? []).contains(where: { bringsRole($0) }) else { return nil }
        if let slip = account.object.annotations.first(where: { isSlip($0.key) }) {
            return finding("K8S-ANNOTATION-KEY") {
                $0.found = "\(slip.key.quotingHiddenBlanks): \(slip.value)"
                $0.place = "\(serviceAccountPlace), annotations"
                $0.brief = "the annotation's name has a slip"
                $0.evidence = [annotationEvidence(slip.key, slip.value)]
                repairAnnotation(&$0, taking: slip.key)
            }
        }
        return finding("K8S-ANNOTATION") {
            $0.title = "The service account names no role."
            $0.expected = subject.role?.text ?? "the ARN of a role"
            $0.found = "no annotation \(DelegateSending.roleAnnotation)"
            $0.place = serviceAccountPlace
            $0.brief = "the service account names no role"
            $0.evidence = [annotationEvidence(DelegateSending.roleAnnotation, "absent")]
            repairAnnotation(&$0)
        }
    }

    private func bringsRole(_ pod: PodState) -> Bool {
        pod.mainContainers.contains {
            $0.values["AWS_ROLE_ARN"] == subject.role?.text && $0.values["AWS_WEB_IDENTITY_TOKEN_FILE"] != nil
        }
    }

    /// Whether an annotation's key is meant to be EKS's: `eks.amazonaws.com/role_arn`, `eks.aws.com/role-arn`.
    private func isSlip(_ key: String) -> Bool {
        let parts = key.lowercased().split(separator: "/", maxSplits: 1).map(String.init)
        guard let name = parts.last, key != DelegateSending.roleAnnotation else { return false }
        let bare = name.filter { $0.isLetter }
        let isName = ["rolearn", "roleam", "rolearns", "iamrolearn", "iamrole", "role"].contains(bare)
        let prefix = parts.count == 2 ? parts[0] : ""
        return isName && (prefix.hasPrefix("eks") || bare == "rolearn")
    }

    // MARK: No ARN

    private func malformed(_ account: ServiceAccountState, _ text: String) -> Finding {
        let bare = text.trimmingWhitespace
        let hasBlank = bare != text && (try? RoleARN(bare)) != nil
        return finding("STS-ROLE-ARN") {
            $0.link = .token
            $0.title =
                hasBlank
                ? "The role's ARN in the annotation has a blank beside it."
                : "The annotation holds no ARN of a role."
            $0.expected = subject.role?.text ?? RoleARN.expectation
            $0.found = text.isEmpty ? "an empty value" : hasBlank ? "\"\(text)\"" : text.quotingHiddenBlanks
            $0.place = "\(serviceAccountPlace), annotation \(DelegateSending.roleAnnotation)"
            $0.brief =
                hasBlank
                ? "has a blank beside the role's ARN"
                : text.isEmpty
                    ? "the annotation is empty"
                    : (try? RoleName(bare)) != nil ? "holds a name, not an ARN" : "holds no ARN of a role"
            $0.why = "The webhook passes on whatever the annotation says, and STS answers: Request ARN is invalid."
            $0.evidence = [annotationEvidence(DelegateSending.roleAnnotation, text)]
            repairAnnotation(&$0)
        }
    }

    // MARK: Another role

    private func otherRole(_ account: ServiceAccountState, _ role: RoleARN, _ wanted: RoleARN) -> Finding {
        finding("K8S-ANNOTATION") {
            $0.expected = wanted.text
            $0.found = role.text
            $0.place = "\(serviceAccountPlace), annotation \(DelegateSending.roleAnnotation)"
            $0.evidence = [annotationEvidence(DelegateSending.roleAnnotation, role.text)]
            if role.partition != wanted.partition {
                $0.title = "The service account names a role of another partition."
                $0.brief = "names a role of partition \(role.partition)"
            } else if role.account != wanted.account {
                $0.title = "The service account names a role of another account."
                $0.brief = "names a role of account \(role.account.text)"
                $0.why =
                    "STS looks for role and provider in the account that the ARN names. The setup has them in "
                    + "\(wanted.account.text)."
            } else if role.name == wanted.name {
                $0.title = "The service account names the role under another path."
                $0.brief = "names the role under another path"
                $0.why = "The path is part of the ARN, and STS does not say that it differs."
            } else if role.name.text.lowercased() == wanted.name.text.lowercased() {
                $0.brief = "has the role's name in other letters"
            } else {
                $0.brief = "names role \(role.name.text)".brief
            }
            repairAnnotation(&$0)
        }
    }

    // MARK: Evidence and repair

    private func annotationEvidence(_ key: String, _ value: String) -> Finding.Evidence {
        let call = serviceAccountRead?.call
        return Finding.Evidence(
            call: call?.words ?? "kubernetes get ServiceAccount", field: "metadata.annotations.\(key)", value: value)
    }

    private func repairAnnotation(_ finding: inout Finding, taking key: String? = nil) {
        guard let read = serviceAccountRead, let namespace = subject.answers.namespace,
            let name = subject.answers.serviceAccount
        else { return }
        guard let role = self.role?.value?.arn.text ?? subject.role?.text else {
            let get = CommandLine(read.call).words.map(ShellQuoting.word).joined(separator: " ")
            finding.repair("Write the ARN of the role into the annotation, then restart the pods.", commands: [get])
            return
        }
        var commands = [annotate(name, in: namespace, role: role)]
        if let key {
            commands.append(kubectl("annotate", "serviceaccount", name.text, "-n", namespace.text, "\(key)-"))
        }
        let restarts = restarts(pods ?? [])
        var text = finding.fix?.text ?? ""
        if finding.code != "K8S-ANNOTATION" || design == nil || annotatedRole == nil {
            text = "Write the role's ARN into the annotation, then restart the pods."
        }
        if let maker = serviceAccount?.value.flatMap({ ObjectMaker($0.object).place }) {
            text += " Write it into \(maker) as well, or it is undone from there."
        }
        finding.repair(text, commands: commands + restarts, address: repair(.serviceAccount))
    }
}
