import Foundation
import Programs
import Testing

/// What sesame does in a cluster beside what kubectl does there.
@Suite(.enabled(if: Tools.sesame != nil && Tools.kubectl != nil), .timeLimit(.minutes(6)))
struct RolloutTests {
    /// A deployment without what differs between two of the same: times, versions, names of pods, who wrote it.
    private static let bare = """
        import json, sys
        o = json.load(sys.stdin)
        for k in ("uid", "resourceVersion", "creationTimestamp", "managedFields"): o["metadata"].pop(k, None)
        notes = o["spec"]["template"]["metadata"].get("annotations", {})
        stamp = notes.get("kubectl.kubernetes.io/restartedAt")
        import re
        assert stamp is None or re.fullmatch(r"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)", stamp), stamp
        if stamp: notes["kubectl.kubernetes.io/restartedAt"] = "then"
        o.pop("status", None)
        print(json.dumps(o, sort_keys=True, indent=1))
        """

    private func deployment(_ shell: Shell) async throws -> String {
        try await shell.run(
            "kubectl get deployment ses-test -o json | python3 -c '\(Self.bare)'")
    }

    @Test(.enabled(if: Tools.python != nil)) func `a restart leaves the object that kubectl rollout restart leaves`()
        async throws
    {
        var objects: [String] = []
        for isOurs in [true, false] {
            try await Simulation.with("irsa-pod-not-restarted") { simulation in
                let shell = Shell(simulation)
                let before = try await deployment(shell)
                if isOurs {
                    let ran = try await simulation.person().sesame(
                        "apply", "--restart", "deployment/ses-test", "--yes", "--answers", simulation.answers)
                    #expect(ran.status == 0, "\(ran)")
                } else {
                    try await shell.run("kubectl rollout restart deployment ses-test")
                }
                let rolled = try await shell.run("kubectl rollout status deployment ses-test --timeout=20s")
                #expect(rolled.contains("successfully rolled out"))
                let after = try await deployment(shell)
                #expect(after != before && after.contains("restartedAt"))
                objects.append(after)
            }
        }
        #expect(objects[0] == objects[1])
    }

    @Test func `sets restart as kubectl restarts them, and the doctor sees their pods`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("sets.yaml", Self.sets)
            let shell = Shell(simulation)
            let key = "eks.amazonaws.com/role-arn"
            let role = try await shell.run("kubectl get sa ses-sender -o jsonpath='{.metadata.annotations}'")
            #expect(role.contains(key))
            try await shell.run("kubectl annotate sa ses-sender \(key)- && kubectl apply -f sets.yaml")
            // Times in the cluster are whole seconds: only then are the pods older.
            try await shell.run(
                "sleep 1; kubectl annotate sa ses-sender \(key)=arn:aws:iam::111122223333:role/ses-sender-role")
            let person = try simulation.person()
            let sick = try await person.sesame("doctor", "--answers", simulation.answers)
            #expect(sick.status == 1 && sick.out.contains("K8S-POD-OLD"), "\(sick)")
            #expect(sick.out.contains("--restart daemonset/agent --restart statefulset/web"), "\(sick)")
            let ran = try await person.sesame(
                "apply", "--restart", "daemonset/agent", "--restart", "sts/web", "--yes", "--answers",
                simulation.answers)
            #expect(ran.status == 0, "\(ran)")
            try await shell.types([
                ("kubectl rollout status ds/agent --timeout=20s", ["successfully rolled out"]),
                ("kubectl rollout status sts/web --timeout=20s", ["roll out complete: 2 new pods"]),
                ("kubectl get pods -o name", ["pod/web-0", "pod/web-1", "pod/agent-"]),
                ("kubectl get sts,ds", ["statefulset.apps/web   2/2", "daemonset.apps/agent   1"]),
                ("kubectl explain sts.spec.updateStrategy.rollingUpdate", ["partition"]),
                (
                    "kubectl get sts web -o jsonpath='{.spec.template.metadata.annotations}'",
                    ["kubectl.kubernetes.io/restartedAt"]
                ),
                ("kubectl rollout undo sts/web", ["rolled back"]),
            ])
            let well = try await person.sesame("doctor", "--answers", simulation.answers)
            #expect(well.status == 0, "\(well)")
            try await shell.types([
                ("kubectl delete sts/web ds/agent", ["deleted"]),
                ("kubectl get pods,controllerrevisions", ["No resources"]),
            ])
        }
    }

    private static let sets: String = {
        func set(_ kind: String, _ name: String, _ more: String) -> String {
            """
            {"apiVersion": "apps/v1", "kind": "\(kind)", "metadata": {"name": "\(name)"}, "spec": {\(more)
             "selector": {"matchLabels": {"app": "\(name)"}}, "template": {"metadata": {"labels": {"app": "\(name)"}},
             "spec": {"serviceAccountName": "ses-sender", "containers": [{"name": "app", "image": "nginx"}]}}}}
            """
        }
        return set("StatefulSet", "web", #""replicas": 2, "serviceName": "web","#) + "\n---\n"
            + set("DaemonSet", "agent", "")
    }()

    @Test func `a restart of the workload that sesame made is no change of the plan`() async throws {
        try await Simulation.with("ready") { simulation in
            let person = try simulation.person()
            let text = simulation.folder.read("answers.yaml")
                .replacingOccurrences(of: "testWorkload: false", with: "testWorkload: true")
            let answers = try person.home.write(text, to: "answers.yaml")
            #expect(try await person.sesame("apply", "--yes", "--answers", answers).status == 0)
            let ran = try await person.sesame(
                "apply", "--restart", "deployment/ses-test", "--yes", "--answers", answers)
            #expect(ran.status == 0 && ran.out.contains("It is the test workload, made by sesame."), "\(ran)")
            let plan = try await person.sesame("plan", "--answers", answers)
            #expect(plan.status == 0, "\(plan)")
            #expect(try await person.sesame("send", "--via", "pod", "--answers", answers).status == 0)
        }
    }

    @Test func `a log is followed to its end, and a Job's pod says what sesame hears`() async throws {
        try await Simulation.with("ready") { simulation in
            let job = """
                kubectl create job slow --image=aws-cli:2 -- sh -c 'echo one; sleep 1; echo two; exit 0'
                """
            let shell = Shell(simulation)
            try await shell.run(job)
            try await shell.run("kubectl wait --for=jsonpath='{.status.active}'=1 job/slow --timeout=10s || true")
            #expect(try await shell.run("kubectl logs -f job/slow") == "one\ntwo")
            #expect(try await shell.run("kubectl logs -f --limit-bytes=4 job/slow") == "one")
        }
    }

    @Test func `the line by hand does what the Job did, and leaves nothing`() async throws {
        try await Simulation.with("pod-no-exec") { simulation in
            let ran = try await simulation.person().sesame(
                "send", "--via", "pod", "--job", "--yes", "--answers", simulation.answers)
            #expect(ran.status == 0, "\(ran)")
            let lines = ran.out.split(separator: "\n").filter { $0.hasPrefix("By hand: ") }
            let line = try #require(lines.first).dropFirst("By hand: ".count)
            let shell = Shell(simulation)
            let said = try await shell.run(String(line))
            #expect(said.contains("MessageId") && said.contains("deleted"), "\(line)\n\(said)")
            #expect(try await shell.run("kubectl get jobs,pods -o name").contains("sesame-test") == false)
        }
    }

    @Test(arguments: [[], ["--via", "chain"], ["--via", "pod"], ["--via", "job"], ["--via", "owner"]])
    func `the rules that a send is printed are ones that kubectl takes`(_ more: [String]) async throws {
        try await Simulation.with("ready") { simulation in
            let arguments = ["permissions", "--for", "send", "--only", "kubernetes", "--answers", simulation.answers]
            let ran = try await simulation.person().sesame(arguments + more)
            #expect(ran.status == 0, "\(ran)")
            guard more.last != "owner" else {
                #expect(ran.out.isEmpty)
                return
            }
            try simulation.write("rbac.yaml", ran.out)
            let shell = Shell(simulation)
            let parsed = try await shell.run("kubectl apply --dry-run=client -o name -f rbac.yaml")
            #expect(parsed.contains("role.rbac.authorization.k8s.io/sesame-send"), "\(parsed)")
            let made = try await shell.run("kubectl apply -f rbac.yaml")
            #expect(made.contains("created"), "\(made)")
            let way = more.last ?? "all"
            for (verb, resource, ways) in [
                ("create", "pods/exec", ["pod"]), ("get", "pods/exec", ["pod"]), ("create", "jobs.batch", ["job"]),
                ("delete", "jobs.batch", ["job"]), ("get", "pods/log", ["job"]), ("list", "pods", ["pod", "job"]),
                ("get", "pods", ["pod"]), ("list", "events", ["pod", "job"]),
            ] {
                let split = resource.split(separator: "/").map(String.init)
                let subresource = split.count > 1 ? " --subresource=\(split[1])" : ""
                let answer = try await shell.attempt("kubectl auth can-i \(verb) \(split[0])\(subresource) --as WHO")
                let isMeant = way == "all" || ways.contains(way)
                #expect(answer.out.hasPrefix(isMeant ? "yes" : "no"), "\(way): \(verb) \(resource): \(answer)")
            }
        }
    }
}
