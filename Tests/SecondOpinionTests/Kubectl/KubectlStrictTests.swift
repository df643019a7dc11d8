import Programs
import Testing

/// kubectl where it leans on the API server: its descriptions, its checks, its conflicts, its ends.
@Suite(.enabled(if: Tools.sesame != nil && Tools.kubectl != nil), .timeLimit(.minutes(4)))
struct KubectlStrictTests {
    @Test func `what objects hold is explained, and where the cluster is`() async throws {
        try await Simulation.with("ready") { simulation in
            try await Shell(simulation).types([
                (
                    "kubectl explain deployment.spec.replicas",
                    ["FIELD: replicas <integer>", "How many pods there are to be"]
                ),
                (
                    "kubectl explain pod.spec.containers",
                    ["FIELD: containers <[]Container>", "name\t<string> -required-"]
                ),
                ("kubectl explain sa --recursive", ["automountServiceAccountToken", "ownerReferences"]),
                (
                    "kubectl explain deployment --recursive",
                    [
                        "readOnlyRootFilesystem\t<boolean>", "fsGroup\t<integer>",
                        "serviceAccountToken\t<ServiceAccountTokenProjection>",
                    ]
                ),
                ("kubectl explain pod.spec.securityContext.fsGroup", ["may read projected tokens"]),
                ("kubectl explain job.spec.activeDeadlineSeconds", ["After how many seconds it is ended."]),
                (
                    "kubectl explain role.rules.apiGroups",
                    ["FIELD: apiGroups <[]string>", "an empty text for the core group"]
                ),
                (
                    "kubectl explain rolebinding.roleRef",
                    ["it cannot be changed.", "kind\t<string> -required-"]
                ),
                ("kubectl explain ns.status.phase", ["Active or Terminating"]),
                ("kubectl explain deployment.spec.nope # fails", [#"field "nope" does not exist"#]),
                ("kubectl cluster-info", ["Kubernetes control plane", "is running at", "CoreDNS"]),
                (
                    "kubectl get nodes -o wide",
                    ["INTERNAL-IP", "10.0.1.17", "Ready", "Amazon Linux 2023", "containerd://"]
                ),
                ("kubectl get svc -A -o wide", ["kube-dns", "53/UDP,53/TCP", "k8s-app=kube-dns"]),
                ("kubectl get clusterroles", ["cluster-admin", "view"]),
                ("kubectl get crd", ["No resources found"]),
                ("kubectl get --raw '/readyz?verbose'", ["[+]ping ok", "readyz check passed"]),
                ("kubectl get --raw /", ["/apis/apps/v1"]),
                ("kubectl describe node", ["Kubelet Version", "Ready"]),
            ])
        }
    }

    @Test func `a kind that is defined in the cluster is served like others`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write(
                "crd.yaml",
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: mailboxes.mail.example.com}
                spec:
                  group: mail.example.com
                  scope: Namespaced
                  names: {plural: mailboxes, singular: mailbox, kind: Mailbox, shortNames: [mb], categories: [all]}
                  versions:
                  - name: v1alpha1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    additionalPrinterColumns:
                    - {name: Size, type: integer, jsonPath: .spec.size}
                    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
                    schema:
                      openAPIV3Schema:
                        type: object
                        description: A box for mail.
                        properties:
                          spec:
                            type: object
                            description: What is wanted.
                            properties:
                              size: {type: integer, minimum: 1, maximum: 100, description: How many mails fit.}
                              owners: {type: array, items: {type: string}}
                              kind: {type: string, enum: [open, closed], default: open}
                            required: [size]
                          status: {type: object, x-kubernetes-preserve-unknown-fields: true}
                """)
            try simulation.write(
                "box.yaml",
                "apiVersion: mail.example.com/v1alpha1\nkind: Mailbox\nmetadata: {name: ops}\nspec: {size: 3, owners: [a]}\n"
            )
            try await Shell(simulation).types([
                ("kubectl get mailboxes # fails", [#"the server doesn't have a resource type "mailboxes""#]),
                (
                    "sed 's/name: mailboxes.mail/name: boxes.mail/' crd.yaml | kubectl create -f - # fails",
                    [
                        #"metadata.name: Invalid value: "boxes.mail.example.com": must be spec.names.plural+"."+spec.group"#
                    ]
                ),
                (
                    "kubectl apply -f crd.yaml",
                    ["customresourcedefinition.apiextensions.k8s.io/mailboxes.mail.example.com created"]
                ),
                (
                    "kubectl wait --for condition=established --timeout=20s crd/mailboxes.mail.example.com",
                    ["condition met"]
                ),
                ("kubectl get crd", ["mailboxes.mail.example.com"]),
                (
                    "kubectl get crd mailboxes.mail.example.com -o jsonpath='{.status.acceptedNames.listKind}'",
                    ["MailboxList"]
                ),
                (
                    "kubectl describe crd mailboxes.mail.example.com",
                    ["Kind:", "Established", "the initial names have been accepted"]
                ),
                (
                    "kubectl api-resources --api-group mail.example.com",
                    ["mailboxes", "mb", "mail.example.com/v1alpha1", "Mailbox"]
                ),
                (
                    "sed 's/size: 3/size: 101, kind: shut/' box.yaml | kubectl apply -f - # fails",
                    [
                        "The Mailbox \"ops\" is invalid",
                        #"spec.kind: Unsupported value: "shut": supported values: "open", "closed""#,
                        "spec.size: Invalid value: 101: spec.size in body should be less than or equal to 100",
                    ]
                ),
                (
                    "sed 's/size: 3, owners: .a./owners: [1]/' box.yaml | kubectl apply -f - # fails",
                    [
                        "spec.size: Required value",
                        #"spec.owners[0]: Invalid value: "integer": spec.owners[0] in body must be of type string: "integer""#,
                    ]
                ),
                (
                    "sed 's/size: 3/sise: 3/' box.yaml | kubectl apply -f - # fails",
                    [
                        "Mailbox in version \"v1alpha1\" cannot be handled as a Mailbox: strict decoding error: "
                            + "unknown field \"spec.sise\""
                    ]
                ),
                (
                    "sed 's/size: 3/size: 3, more: 1/' box.yaml | kubectl apply --validate=warn --dry-run=server -o json -f -",
                    [#""kind": "open""#]
                ),
                (
                    "sed 's/size: 3/size: x/' box.yaml | kubectl apply --server-side -f - # fails",
                    [".spec.size: expected numeric (int or float), got string"]
                ),
                ("kubectl apply -f box.yaml", ["mailbox.mail.example.com/ops created"]),
                ("kubectl get mb ops -o jsonpath='{.spec.kind}'", ["open"]),
                ("kubectl get mb", ["NAME   SIZE   AGE", "ops    3"]),
                ("kubectl get mailbox ops -o jsonpath='{.spec.owners[0]}{.metadata.generation}'", ["a1"]),
                ("sed 's/size: 3/size: 4/' box.yaml | kubectl apply -f -", ["configured"]),
                (
                    "sed 's/size: 3/size: 5/' box.yaml | kubectl apply --server-side --field-manager x -f - # fails",
                    [".spec.size"]
                ),
                (
                    "kubectl patch mb ops --type merge -p '{\"spec\":{\"size\":6},\"status\":{\"full\":true}}'",
                    ["patched"]
                ),
                ("kubectl get mb ops -o jsonpath='{.spec.size}{.status}'", ["6"]),
                (
                    "kubectl patch mb ops --subresource status --type merge -p '{\"status\":{\"full\":true}}'",
                    ["patched"]
                ),
                ("kubectl get mb ops -o jsonpath='{.status.full}'", ["true"]),
                ("kubectl get mb -A -o name; kubectl get all", ["mailbox.mail.example.com/ops"]),
                ("kubectl describe mb ops", ["Kind:         Mailbox", "Size:"]),
                ("kubectl explain mailbox", ["GROUP:      mail.example.com", "A box for mail.", "spec\t<Object>"]),
                ("kubectl explain mailbox.spec.size", ["FIELD: size <integer>", "How many mails fit."]),
                (
                    "kubectl create role r --verb=get --resource=mailboxes.mail.example.com && kubectl create rolebinding r --role=r --user=jane",
                    ["created"]
                ),
                ("kubectl auth can-i get mb/ops --as jane && kubectl get mb ops --as jane", ["yes", "ops"]),
                (
                    "kubectl delete mb ops --as jane # fails",
                    [#"cannot delete resource "mailboxes" in API group "mail.example.com""#]
                ),
                ("kubectl delete crd mailboxes.mail.example.com", ["deleted"]),
                ("kubectl get --raw /apis/mail.example.com/v1alpha1/mailboxes # fails", ["NotFound"]),
                ("kubectl apply -f crd.yaml && kubectl get mb", ["No resources found"]),
            ])
        }
    }

    @Test func `fields are checked by the server`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let wrong = { (change: String) in "sed '\(change)' deployment.yaml | kubectl apply -f - # fails" }
            try await Shell(simulation).types([
                (wrong("s/image:/imagee:/"), [#"unknown field "spec.template.spec.containers[0].imagee""#]),
                (
                    wrong("s/replicas: 1/replicas: one/"),
                    ["cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"]
                ),
                (
                    wrong("s/replicas: 1/replicas: -1/"),
                    ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]
                ),
                (
                    wrong("s/image:/imagePullPolicy: Sometimes\\n        image:/"),
                    [#"Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never""#]
                ),
                (
                    "sed 's/image:/imagee: x\\n        image:/' deployment.yaml | kubectl apply --validate=warn -f -",
                    [#"Warning: unknown field "spec.template.spec.containers[0].imagee""#, "created"]
                ),
                ("kubectl apply -f deployment.yaml", ["deployment.apps/mailer"]),
                (
                    "kubectl get deploy mailer -o jsonpath='{.spec.template.spec.containers[0].env}'",
                    [#"[{"name":"AWS_PAGER"}]"#]
                ),
                ("kubectl get deploy -o wide", ["CONTAINERS", "mailer", "app=mailer"]),
                (
                    "sed 's/image:/imagee: x\\n        image:/' deployment.yaml | kubectl apply --server-side --field-manager x -f - # fails",
                    ["field not declared in schema"]
                ),
                ("kubectl create cm c --from-literal 'bad key=1' # fails", ["bad key"]),
                ("kubectl create quota q --hard=pods=0", ["resourcequota/q created"]),
                (
                    "kubectl run one --image=x # fails",
                    ["exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=0"]
                ),
                ("kubectl delete quota q", ["deleted"]),
                ("kubectl create secret generic s --from-literal=a=b", ["secret/s created"]),
                ("kubectl get secret s -o jsonpath='{.data.a}'", ["Yg=="]),
                ("kubectl create service clusterip web --tcp=80:8080", ["service/web created"]),
                ("kubectl get svc web", ["ClusterIP", "10.100.", "80/TCP"]),
            ])
        }
    }

    @Test func `apply on the server's side takes over from the client's side`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let managers = "kubectl get deploy mailer -o jsonpath='{.metadata.managedFields[*].manager}'"
            try await Shell(simulation).types([
                ("kubectl apply -f deployment.yaml", ["created"]),
                (managers, ["kubectl-client-side-apply"]),
                (
                    "sed 's/replicas: 1/replicas: 2/' deployment.yaml | kubectl apply --server-side -f -",
                    ["serverside-applied"]
                ),
                ("kubectl get deploy mailer -o jsonpath='{.spec.replicas}'", ["2"]),
            ])
            let left = try await Shell(simulation).run(managers)
            #expect(!left.contains("kubectl-client-side-apply"), "\(left)")
            try await Shell(simulation).types([
                ("kubectl apply --server-side -f deployment.yaml", ["serverside-applied"]),
                ("kubectl get deploy mailer -o jsonpath='{.spec.replicas}'", ["1"]),
            ])
        }
    }

    @Test func `a namespace ends after a while, and takes nothing until then`() async throws {
        try await Simulation.with("ready") { simulation in
            try await Shell(simulation).types([
                // Something holds the namespace back, so that there is time to look at it.
                (
                    "kubectl create ns mail --dry-run=client -o json | sed 's/\"name\": \"mail\"/&, \"finalizers\": [\"example.com\\/hold\"]/' | kubectl create -f -",
                    ["created"]
                ),
                ("kubectl create sa sender -n mail", ["created"]),
                ("kubectl delete ns mail --wait=false", ["deleted"]),
                ("kubectl get ns mail", ["Terminating"]),
                (
                    "kubectl create sa late -n mail # fails",
                    ["unable to create new content in namespace mail because it is being terminated"]
                ),
                (
                    "kubectl create token sender -n mail # fails",
                    ["unable to create new content in namespace mail because it is being terminated"]
                ),
                (#"kubectl patch ns mail --type merge -p '{"metadata":{"finalizers":null}}'"#, ["patched"]),
                ("kubectl wait --for=delete ns/mail --timeout=60s", []),
                ("kubectl get ns mail # fails", ["NotFound"]),
                ("kubectl create ns mail", ["created"]),
                ("kubectl delete ns mail --wait --timeout=60s", [#"namespace "mail" deleted"#]),
                ("kubectl delete ns default # fails", ["this namespace may not be deleted"]),
            ])
        }
    }

    @Test func `rights by name, tokens bound to objects, files out of pods`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let pod = "$(kubectl get pods -l app=mailer -o jsonpath='{.items[0].metadata.name}')"
            try await Shell(simulation).types([
                ("kubectl create role one --verb=get --resource=secrets --resource-name=this", ["created"]),
                ("kubectl create rolebinding one --role=one --user=jane", ["created"]),
                ("kubectl get rolebinding -o wide", ["USERS", "jane"]),
                ("kubectl auth can-i get secrets/this --as jane", ["yes"]),
                ("kubectl auth can-i get secrets/that --as jane # fails", ["no"]),
                ("kubectl auth can-i get secrets --as jane # fails", ["no"]),
                ("kubectl apply -f deployment.yaml", ["created"]),
                ("kubectl rollout status deploy/mailer --timeout=20s", ["successfully rolled out"]),
                ("kubectl create token ses-sender --bound-object-kind Pod --bound-object-name \(pod)", ["eyJ"]),
                (
                    "kubectl create token ses-sender --bound-object-kind Pod --bound-object-name none # fails",
                    [#"pods "none" not found"#]
                ),
                (
                    "kubectl create token ses-sender --bound-object-kind Secret --bound-object-name none # fails",
                    [#"secrets "none" not found"#]
                ),
                ("kubectl cp \(pod):/etc/hostname name && cat name", ["mailer-"]),
                ("kubectl cp \(pod):/var/run/secrets/eks.amazonaws.com/serviceaccount s && cat s/token", ["eyJ"]),
                ("kubectl cp \(pod):/none none || true", ["No such file or directory"]),
            ])
        }
    }

    @Test func `files and folders go into a pod and come back as they were`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let pod = "$(kubectl get pods -l app=mailer -o jsonpath='{.items[0].metadata.name}')"
            let long = String(repeating: "folder-with-a-long-name/", count: 6)
            let archive = """
                python3 -c 'import io, sys, tarfile
                archive = tarfile.open(fileobj=sys.stdout.buffer, mode="w|")
                for name in ["/tmp/abs", "../up", "in/../../out", "fine"]:
                    member = tarfile.TarInfo(name); member.size = 3; archive.addfile(member, io.BytesIO(b"hi\\n"))
                archive.close()'
                """
            try await Shell(simulation).types([
                ("kubectl apply -f deployment.yaml", ["created"]),
                ("kubectl rollout status deploy/mailer --timeout=20s", ["successfully rolled out"]),
                ("mkdir -p 'tree/\(long)' tree/empty && head -c 300000 /dev/urandom >tree/binary", []),
                ("printf 'a\\0b' >'tree/\(long)with a blank' && : >tree/none", []),
                (
                    "kubectl cp tree \(pod):/tmp/tree && kubectl cp \(pod):/tmp/tree back && diff -r tree back && echo same",
                    ["same"]
                ),
                // Where the folder is there already, what is copied goes into it; a file may be given another name.
                ("kubectl exec \(pod) -- mkdir -p /tmp/into/deep && kubectl cp tree/binary \(pod):/tmp/into/deep", []),
                ("kubectl cp --no-preserve tree/binary \(pod):/tmp/into/other", []),
                ("kubectl exec \(pod) -- ls /tmp/into /tmp/into/deep", ["other", "binary"]),
                ("kubectl exec \(pod) -- cat /tmp/into/other | cmp - tree/binary && echo same", ["same"]),
                (
                    "echo no archive | kubectl exec -i \(pod) -- tar xf - -C /tmp # fails",
                    ["tar: This does not look like a tar archive"]
                ),
                (
                    "kubectl cp tree \(pod):/nowhere/x # fails",
                    ["tar: /nowhere: Cannot open: No such file or directory"]
                ),
                (
                    "kubectl cp tree/binary \(pod):/var/run/secrets/eks.amazonaws.com/serviceaccount/b # fails",
                    ["tar: b: Cannot open: Read-only file system"]
                ),
                (
                    "\(archive) | kubectl exec -i \(pod) -- tar -xmf - -C /tmp/into/deep # fails",
                    [
                        "tar: Removing leading `/' from member names", "tar: ../up: Member name contains '..'",
                        "tar: in/../../out: Member name contains '..'",
                        "tar: Exiting with failure status due to previous errors", "exit code 2",
                    ]
                ),
                (
                    "kubectl exec \(pod) -- sh -c 'cat /tmp/into/deep/tmp/abs /tmp/into/deep/fine; ls /tmp/into'",
                    ["hi\nhi", "deep\nother"]
                ),
            ])
        }
    }

    @Test func `a port is forwarded, and a pod in which nothing listens refuses`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let forward = """
                kubectl port-forward deploy/mailer :8080 >forwarded 2>&1 & pid=$!
                for _ in $(seq 300); do grep -q Forwarding forwarded && break; sleep 0.1; done
                port=$(sed -n 's/^Forwarding from 127.0.0.1:\\([0-9]*\\) .*/\\1/p' forwarded)
                curl -s -m 20 "http://127.0.0.1:$port/" || true
                for _ in $(seq 300); do grep -q refused forwarded && break; sleep 0.1; done
                kill $pid 2>/dev/null; cat forwarded
                """
            try await Shell(simulation).types([
                ("kubectl apply -f deployment.yaml", ["created"]),
                ("kubectl rollout status deploy/mailer --timeout=20s", ["successfully rolled out"]),
                (forward, ["Forwarding from 127.0.0.1:", "-> 8080", "connection refused"]),
                ("kubectl port-forward nobody :8080 # fails", [#"pods "nobody" not found"#]),
            ])
        }
    }

    /// With an empty value, which a server drops.
    private static let deployment =
        KubectlTests.deployment + """
                    env:
                    - {name: AWS_PAGER, value: ""}

            """
}
