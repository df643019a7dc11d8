import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// EKS knows the cluster in this account and region.
    static let clusterExists = Check(
        "cluster-exists", .you, "the cluster, by account, region and name",
        codes: ["CRED-CLUSTER", "K8S-CLUSTER-STATE"],
        applies: { $0.answers.eksCluster != nil },
        reads: { context in context.describeCluster.map { [$0] } ?? [] },
        right: { context in context.place(of: .kubernetes) },
        findings: { context in
            guard let name = context.subject.answers.eksCluster, let call = context.describeCluster else { return [] }
            let observed = context.seen.cluster(name, in: context.subject.answers.eksRegion)
            if observed == .absent { return [context.missingCluster(name, call)] }
            guard let cluster = observed?.value else { return [] }
            return context.state(of: cluster, name, call).map { [$0] } ?? []
        })

    /// The kubeconfig's context leads to that cluster.
    static let clusterContext = Check(
        "cluster-context", .you, "which cluster the context leads to",
        codes: ["K8S-CONTEXT"], after: ["cluster-exists"],
        applies: { $0.answers.eksCluster != nil && $0.answers.namespace != nil },
        reads: { context in
            context.leavesClusterAlone ? [] : [.readKubeconfig] + (context.describeCluster.map { [$0] } ?? [])
        },
        right: { context in "the context leads to \(context.place(of: .kubernetes))" },
        findings: { context in
            if context.leavesClusterAlone {
                return [context.notLooked("K8S-CONTEXT", .you, "there is no way to the cluster from here")]
            }
            guard let name = context.subject.answers.eksCluster else { return [] }
            if context.seen.cluster(name, in: context.subject.answers.eksRegion) == .absent {
                return [context.notLooked("K8S-CONTEXT", .you, "there is no cluster of this name to compare with")]
            }
            switch ClusterRoute(context.subject, context.seen) {
            case .right, nil: return []
            case .other(let expected, let found): return [context.otherCluster(name, expected, found)]
            case .unproven(let reason):
                return [
                    context.untold(
                        "K8S-CONTEXT", .you, reason,
                        place: "context \(context.kubeconfig?.context ?? "of the kubeconfig")")
                ]
            }
        })

    /// Who the cluster says that the caller is.
    static let clusterCaller = Check(
        "cluster-caller", .you, "who the cluster says you are",
        codes: ["K8S-ACCESS-ENTRY"], after: ["cluster-context"],
        applies: { $0.answers.namespace != nil },
        reads: { _ in [] },
        hints: { context in
            [.selfSubjectReview, context.serviceAccountRead?.call, context.entriesOfRefused].compactMap(\.self)
        },
        right: { context in
            "the cluster calls you \(context.seen[.clusterCaller]?.value?.username ?? "by no name")".brief
        },
        findings: { context in
            if context.isUnknownToCluster { return [context.unknownCaller] }
            // What else keeps the cluster from answering is told with the token.
            guard context.seen[.clusterCaller]?.value != nil else {
                return [context.notLooked("K8S-ACCESS-ENTRY", .you, "the cluster did not say")]
            }
            return []
        })
}

extension CheckContext {
    /// What the kubeconfig says; nil where it was not read.
    fileprivate var kubeconfig: KubeconfigState? { seen[.kubeconfig]?.value }

    /// Whether there is no way to the cluster at all, which is told with the token.
    fileprivate var leavesClusterAlone: Bool {
        guard case .failure? = seen[.readKubeconfig]?.outcome else { return false }
        return true
    }

    // MARK: The cluster

    fileprivate func missingCluster(_ name: ClusterName, _ call: Call) -> Finding {
        finding("CRED-CLUSTER") {
            let region = subject.answers.eksRegion
            $0.expected = "cluster \(name.text) in \(eksPlace), \(region?.text ?? "the caller's region")"
            $0.found = "no cluster of this name there"
            $0.place = eksPlace
            $0.brief = "no cluster \(name.text) in this region".brief
            $0.evidence = [evidence(call, name.text, "does not exist")]
            $0.repair(commands: [command(Read.clusters(in: region).call)])
        }
    }

    /// A cluster that is being made or taken away, or that EKS itself finds something wrong with.
    fileprivate func state(of cluster: ClusterState, _ name: ClusterName, _ call: Call) -> Finding? {
        let isActive = ["ACTIVE", "UPDATING"].contains(cluster.status)
        guard !isActive || !cluster.issues.isEmpty else { return nil }
        let issues = cluster.issues.map { $0.code.isEmpty ? $0.message : $0.code }
        return finding("K8S-CLUSTER-STATE") {
            $0.found = ([isActive ? nil : "it is \(cluster.status)"] + issues.map(Optional.some)).compactMap(\.self)
                .joined(separator: "; ")
            $0.place = "cluster \(name.text)"
            $0.awsSays = cluster.issues.map(\.message).joined(separator: " ")
            $0.evidence = [evidence(call, isActive ? "cluster.health.issues" : "cluster.status", $0.found)]
            $0.repair(commands: [command(call)])
        }
    }

    // MARK: The context

    fileprivate func otherCluster(_ name: ClusterName, _ expected: String, _ found: String) -> Finding {
        finding("K8S-CONTEXT") {
            $0.expected = expected
            $0.found = found
            $0.place = "context \(kubeconfig?.context ?? "of the kubeconfig")"
            $0.brief = "the context leads to another cluster"
            $0.evidence = [
                Finding.Evidence(call: Call.readKubeconfig.words, field: "server", value: kubeconfig?.server ?? "")
            ]
            var words = ["aws", "eks", "update-kubeconfig", "--name", name.text]
            if let region = subject.answers.eksRegion { words += ["--region", region.text] }
            if let profile = profile(of: .eks) { words += ["--profile", profile] }
            $0.repair(commands: [words.map(ShellQuoting.word).joined(separator: " ")])
        }
    }

    // MARK: The caller

    /// Whether the cluster refuses to know the caller (401).
    fileprivate var isUnknownToCluster: Bool {
        let calls = [.selfSubjectReview, serviceAccountRead?.call].compactMap(\.self)
        return calls.contains { call in
            guard case .failure(let failure)? = seen[call]?.outcome else { return false }
            return failure.code == "Unauthorized" || failure.status == 401
        }
    }

    /// The access entries, which tell more once the cluster has refused somebody.
    fileprivate var entriesOfRefused: Call? {
        guard isUnknownToCluster, let name = subject.answers.eksCluster else { return nil }
        return Read.accessEntries(name, in: subject.answers.eksRegion).call
    }

    fileprivate var unknownCaller: Finding {
        let entries = subject.answers.eksCluster.flatMap {
            seen[.accessEntries($0, in: subject.answers.eksRegion)]?.value
        }
        let caller = seen.caller(.eks)?.value?.arn
        // A session's ARN has the role's name, and not its path.
        let role = caller.flatMap {
            $0.resourceType == "assumed-role" ? $0.resource.split(separator: "/").dropFirst().first : nil
        }
        let name = role.map(String.init) ?? caller?.resourceName
        let entry = name.flatMap { name in entries?.principals.first { $0.hasSuffix("/\(name)") } }
        return finding("K8S-ACCESS-ENTRY") {
            $0.link = .you
            $0.expected = "a token, client certificate or role that \(place(of: .kubernetes)) knows"
            $0.found = "the cluster answers 401, Unauthorized"
            $0.place = place(of: .kubernetes)
            $0.brief = "the cluster does not know you"
            if let entry {
                $0.found += "; an access entry names \(entry)"
                $0.why =
                    "Likely the role was made again: an entry keeps the ID of the role that it was made for. Or the "
                    + "context signs in as somebody else."
            } else if entries != nil, let caller {
                $0.found += "; no access entry names \(caller.text)"
            }
            $0.evidence = [
                Finding.Evidence(call: Call.selfSubjectReview.words, field: "status", value: "401 Unauthorized")
            ]
            if let cluster = subject.answers.eksCluster {
                $0.repair(
                    commands: [command(Read.accessEntries(cluster, in: subject.answers.eksRegion).call)])
            } else {
                $0.repair(commands: [kubectl("auth", "whoami")])
            }
        }
    }
}
