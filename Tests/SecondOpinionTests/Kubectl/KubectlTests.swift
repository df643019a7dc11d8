import Foundation
import Programs
import Testing

/// kubectl over TLS against a simulated cluster: what people type, and what they read.
@Suite(.enabled(if: Tools.sesame != nil && Tools.kubectl != nil), .timeLimit(.minutes(4)))
struct KubectlTests {
    @Test func `looking around`() async throws {
        try await Simulation.with("ready") { simulation in
            try await Shell(simulation).types(
                [
                    ("kubectl version", ["Server Version: v1."]),
                    ("kubectl api-versions", ["apps/v1", "authentication.k8s.io/v1"]),
                    ("kubectl api-resources", ["serviceaccounts", "sa ", "Deployment"]),
                    ("kubectl get --raw /readyz", ["ok"]),
                    ("kubectl get --raw /openid/v1/jwks", [#""kty":"RSA""#, #""alg":"RS256""#]),
                    ("kubectl get --raw /.well-known/openid-configuration", ["\"issuer\":\"https://oidc.eks."]),
                    ("kubectl get ns", ["NAME", "STATUS", "AGE", "kube-system", "Active"]),
                    (
                        "kubectl get ns default -o yaml",
                        ["kind: Namespace", "phase: Active", "kubernetes.io/metadata.name"]
                    ),
                    ("kubectl describe ns default", ["Name:         default", "Status:       Active"]),
                    ("kubectl get sa ses-sender -o wide", ["NAME", "SECRETS", "AGE", "ses-sender"]),
                    (
                        "kubectl get sa ses-sender -o json",
                        [#""eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/"#]
                    ),
                    ("kubectl get sa -A -o name", ["serviceaccount/ses-sender", "serviceaccount/default"]),
                    (
                        "kubectl get sa nobody # fails",
                        [#"Error from server (NotFound): serviceaccounts "nobody" not found"#]
                    ),
                    ("kubectl get flowers # fails", [#"the server doesn't have a resource type "flowers""#]),
                    ("kubectl get mutatingwebhookconfigurations", ["pod-identity-webhook"]),
                    ("kubectl auth can-i create serviceaccounts --subresource token", ["yes"]),
                    ("kubectl auth whoami -o jsonpath='{.status.userInfo.username}'", ["kubernetes-admin"]),
                    ("kubectl get all", ["service/kubernetes   ClusterIP   10.100.0.1"]),
                ])
        }
    }

    @Test func `namespaces and service accounts`() async throws {
        try await Simulation.with("fresh") { simulation in
            let key = "eks.amazonaws.com/role-arn"
            try await Shell(simulation).types(
                [
                    ("kubectl create ns mail", ["namespace/mail created"]),
                    ("kubectl create ns mail # fails", [#"namespaces "mail" already exists"#]),
                    ("kubectl create sa sender -n nowhere # fails", [#"namespaces "nowhere" not found"#]),
                    (
                        "kubectl create sa Bad_Name -n mail # fails",
                        ["is invalid: metadata.name", "RFC 1123 subdomain"]
                    ),
                    ("kubectl create sa sender -n mail --dry-run=server", ["created (server dry run)"]),
                    ("kubectl get sa sender -n mail # fails", ["NotFound"]),
                    ("kubectl create sa sender -n mail", ["serviceaccount/sender created"]),
                    ("kubectl annotate sa sender -n mail \(key)=arn:aws:iam::111122223333:role/r", ["annotated"]),
                    ("kubectl annotate sa sender -n mail \(key)=x # fails", ["already has a value"]),
                    (
                        "kubectl annotate sa sender -n mail \(key)=arn:aws:iam::111122223333:role/q --overwrite",
                        ["annotated"]
                    ),
                    ("kubectl get sa sender -n mail -o yaml", ["\(key): arn:aws:iam::111122223333:role/q", "uid: "]),
                    ("kubectl label sa sender -n mail team=mail", ["labeled"]),
                    ("kubectl get sa -n mail -l team=mail -o name", ["serviceaccount/sender"]),
                    ("kubectl get sa -n mail -l team!=mail -o name", ["serviceaccount/default"]),
                    (
                        "kubectl describe sa sender -n mail",
                        ["Annotations:         \(key): arn:aws:iam::111122223333:role/q"]
                    ),
                    ("kubectl annotate sa sender -n mail \(key)-", ["annotated"]),
                    ("kubectl get sa sender -n mail -o jsonpath='{.metadata.annotations}'", []),
                    ("kubectl delete sa sender -n mail", [#"serviceaccount "sender" deleted"#]),
                    ("kubectl delete ns mail --timeout=20s", [#"namespace "mail" deleted"#]),
                    ("kubectl get sa -n mail -o name", []),
                ])
        }
    }

    @Test func `a watch tells of a change`() async throws {
        try await Simulation.with("ready") { simulation in
            let shell = Shell(simulation)
            async let watched = shell.attempt("timeout 20 kubectl get sa ses-sender -w --output-watch-events")
            for number in 1...12 {
                try await Task.sleep(for: .milliseconds(1200))
                try await shell.run("kubectl label sa ses-sender step=\(number) --overwrite")
            }
            let text = try await watched.out
            #expect(text.contains("ADDED"), "\(text)")
            #expect(text.contains("MODIFIED"), "\(text)")
        }
    }

    @Test func `tokens of a service account`() async throws {
        try await Simulation.with("ready") { simulation in
            var shell = Shell(simulation)
            let token = try await shell.run(
                "kubectl create token ses-sender --audience sts.amazonaws.com --duration 600s")
            let claims = try #require(Self.claims(of: token))
            #expect(claims["sub"] as? String == "system:serviceaccount:default:ses-sender")
            #expect(claims["aud"] as? [String] == ["sts.amazonaws.com"])
            #expect((claims["iss"] as? String)?.hasPrefix("https://oidc.eks.eu-west-1.amazonaws.com/id/") == true)
            let life = ((claims["exp"] as? Int) ?? 0) - ((claims["iat"] as? Int) ?? 0)
            #expect(life == 600)
            try await shell.refuses("kubectl create token nobody", with: #"serviceaccounts "nobody" not found"#)
            try await shell.refuses(
                "kubectl create token ses-sender --duration 10s",
                with: "may not specify a duration less than 10 minutes")
            // A token for the API server is a user of the cluster, one for STS is not.
            shell.variables["OWN"] = try await shell.run("kubectl create token ses-sender")
            try await shell.run("grep -v 'token:' kubeconfig > anonymous")
            let own = "kubectl --kubeconfig anonymous --token"
            let name = "auth whoami -o jsonpath='{.status.userInfo.username}'"
            #expect(try await shell.run("\(own) \"$OWN\" \(name)") == "system:serviceaccount:default:ses-sender")
            try await shell.refuses("\(own) '\(token)' get sa", with: "You must be logged in to the server")
            try await shell.refuses(
                "\(own) \"$OWN\" get sa", with: "forbidden: User \"system:serviceaccount:default:ses-sender\"")
            try await shell.refuses("\(own) wrong get sa", with: "You must be logged in to the server (Unauthorized)")
        }
    }

    @Test func `the guide's deployment from apply to delete`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let pod = "$(kubectl get pods -l app=mailer -o name)"
            try await Shell(simulation).types(
                [
                    (
                        "kubectl apply -f deployment.yaml --dry-run=server",
                        ["deployment.apps/mailer created (server dry run)"]
                    ),
                    ("kubectl apply -f deployment.yaml", ["deployment.apps/mailer created"]),
                    ("kubectl apply -f deployment.yaml", ["deployment.apps/mailer unchanged"]),
                    ("kubectl rollout status deploy/mailer --timeout=20s", ["successfully rolled out"]),
                    ("kubectl wait --for=condition=Available deploy/mailer --timeout=20s", ["condition met"]),
                    ("kubectl get deploy mailer", ["READY   UP-TO-DATE   AVAILABLE", "1/1     1            1"]),
                    ("kubectl get pods -l app=mailer", ["READY   STATUS    RESTARTS", "1/1     Running   0"]),
                    (
                        "kubectl describe deploy mailer",
                        ["Replicas:               1 desired | 1 updated", "Service Account:  ses-sender"]
                    ),
                    (
                        "kubectl describe \(pod)",
                        [
                            "Controlled By:  ReplicaSet/mailer-", "AWS_ROLE_ARN:", "AWS_WEB_IDENTITY_TOKEN_FILE:",
                            "aws-iam-token", "Started container mailer",
                        ]
                    ),
                    ("kubectl logs \(pod)", []),
                    ("kubectl logs deploy/mailer", []),
                    ("kubectl logs \(pod) -c nobody # fails", ["container nobody is not valid for pod"]),
                    ("kubectl exec deploy/mailer -- env", ["AWS_ROLE_ARN=", "AWS_WEB_IDENTITY_TOKEN_FILE="]),
                    ("kubectl exec deploy/mailer -- sh -c 'exit 3' # fails", ["command terminated with exit code 3"]),
                    ("kubectl exec deploy/mailer -c zz -- env # fails", ["container zz is not valid for pod mailer-"]),
                    ("kubectl exec nobody -- env # fails", [#"Error from server (NotFound): pods "nobody" not found"#]),
                    ("kubectl get events", ["SuccessfulCreate", "Created pod: mailer-"]),
                    ("kubectl scale deploy mailer --replicas 2", ["scaled"]),
                    ("kubectl rollout restart deploy/mailer", ["restarted"]),
                    ("kubectl rollout status deploy/mailer --timeout=20s", ["successfully rolled out"]),
                    ("kubectl rollout history deploy/mailer", ["REVISION", "2 "]),
                    (
                        "sed 's/replicas: 1/replicas: 3/' deployment.yaml | kubectl diff -f - # fails",
                        ["+  replicas: 3"]
                    ),
                    (#"kubectl patch deploy mailer -p '{"spec":{"replicas":1}}'"#, ["patched"]),
                    (
                        #"kubectl patch deploy mailer --type json -p '[{"op":"test","path":"/spec/replicas","value":7}]' # fails"#,
                        ["the server rejected our request due to an error in our request"]
                    ),
                    ("kubectl set image deploy/mailer mailer=example.com/other:1", ["image updated"]),
                    ("kubectl rollout undo deploy/mailer", ["rolled back"]),
                    ("kubectl delete -f deployment.yaml --timeout=20s", [#"deployment.apps "mailer" deleted"#]),
                    ("kubectl get pods -l app=mailer", ["No resources found"]),
                ])
        }
    }

    @Test func `server-side apply and its conflicts`() async throws {
        try await Simulation.with("ready") { simulation in
            try simulation.write("deployment.yaml", Self.deployment)
            let more = "sed 's/replicas: 1/replicas: 2/' deployment.yaml | kubectl apply --server-side -f -"
            try await Shell(simulation).types(
                [
                    ("kubectl apply --server-side --field-manager one -f deployment.yaml", ["serverside-applied"]),
                    ("kubectl apply --server-side --field-manager one -f deployment.yaml", ["serverside-applied"]),
                    (
                        more + " --field-manager two # fails",
                        [#"Apply failed with 1 conflict: conflict with "one": .spec.replicas"#, "--force-conflicts"]
                    ),
                    (more + " --field-manager two --force-conflicts", ["serverside-applied"]),
                    ("kubectl get deploy mailer -o jsonpath='{.spec.replicas}'", ["2"]),
                    (
                        "kubectl get deploy mailer -o yaml --show-managed-fields",
                        ["manager: one", "manager: two", #"k:{"name":"mailer"}:"#, "operation: Apply"]
                    ),
                    ("kubectl get deploy mailer -o yaml --show-managed-fields=false", ["replicas: 2"]),
                    (
                        "kubectl apply --server-side --field-manager one -f deployment.yaml # fails",
                        [#"conflict with "two": .spec.replicas"#]
                    ),
                    (
                        "kubectl get deploy mailer -o json | sed 's/\"resourceVersion\": \"[0-9]*\"/\"resourceVersion\": \"1\"/'"
                            + " | kubectl replace -f - # fails",
                        ["the object has been modified; please apply your changes to the latest version and try again"]
                    ),
                ])
        }
    }

    @Test func `somebody who may only look`() async throws {
        try await Simulation.with("ready") { simulation in
            let viewer = "kubectl --context mail-prod-viewer"
            try await Shell(simulation).types(
                [
                    ("\(viewer) get sa", ["ses-sender"]),
                    ("\(viewer) auth can-i create serviceaccounts # fails", ["no"]),
                    ("\(viewer) auth can-i get serviceaccounts", ["yes"]),
                    ("\(viewer) auth can-i --list", ["selfsubjectaccessreviews.authorization.k8s.io"]),
                    (
                        "\(viewer) create sa x # fails",
                        [
                            #"serviceaccounts is forbidden: User "viewer" cannot create resource "serviceaccounts" in API group """#
                        ]
                    ),
                    ("\(viewer) create token ses-sender # fails", [#"cannot create resource "serviceaccounts/token""#]),
                    (
                        "\(viewer) exec nobody -- env # fails", [#"pods "nobody" not found"#]
                    ),
                    (
                        "\(viewer) delete deploy ses-test # fails",
                        [#"deployments.apps "ses-test" is forbidden: User "viewer" cannot delete resource"#]
                    ),
                ])
        }
    }

    /// The AWS CLI's and sesame's own EKS token are both accepted by the cluster, and a spoilt one is not.
    @Test(.enabled(if: Tools.aws != nil)) func `an EKS bearer token is a user`() async throws {
        try await Simulation.with("ready") { simulation in
            var shell = Shell(simulation)
            shell.variables["AWS_PROFILE"] = "eks-admin"
            shell.variables["AWS_REGION"] = "eu-west-1"
            // AWS itself is what the token names, wherever else calls go.
            shell.variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
            let token = try await shell.run(
                "aws eks get-token --cluster-name mail-prod --query status.token --output text")
            #expect(token.hasPrefix("k8s-aws-v1."))
            try await shell.run("grep -v 'token:' kubeconfig > anonymous")
            let kubectl = "kubectl --kubeconfig anonymous --token"
            #expect(
                try await shell.run("\(kubectl) '\(token)' get sa ses-sender -o name") == "serviceaccount/ses-sender")
            let who = try await shell.run("\(kubectl) '\(token)' auth whoami -o json")
            #expect(who.contains("arn:aws:iam::111122223333:"), "\(who)")
            let other = try await shell.run("aws eks get-token --cluster-name other --query status.token --output text")
            try await shell.refuses("\(kubectl) '\(other)' get sa", with: "You must be logged in to the server")
            // One letter of the signature, which is the URL's end.
            let spoilt = String(token.dropLast(6)) + (token.dropLast(5).last == "A" ? "B" : "A") + token.suffix(5)
            try await shell.refuses("\(kubectl) '\(spoilt)' get sa", with: "You must be logged in to the server")
            shell.variables["AWS_PROFILE"] = "ses-admin"
            let stranger = try await shell.run(
                "aws eks get-token --cluster-name mail-prod --query status.token --output text")
            try await shell.refuses("\(kubectl) '\(stranger)' get sa", with: "You must be logged in to the server")
        }
    }

    private static func claims(of token: String) -> [String: Any]? {
        let parts = token.split(separator: ".")
        guard parts.count == 3 else { return nil }
        var text = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        guard let data = Data(base64Encoded: String(text)) else { return nil }
        return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    }

    static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: mailer
          labels: {app: mailer}
        spec:
          replicas: 1
          selector: {matchLabels: {app: mailer}}
          template:
            metadata: {labels: {app: mailer}}
            spec:
              serviceAccountName: ses-sender
              containers:
              - name: mailer
                image: public.ecr.aws/aws-cli/aws-cli:2.32.6
                command: [sh, -c, sleep 3600]

        """
}
