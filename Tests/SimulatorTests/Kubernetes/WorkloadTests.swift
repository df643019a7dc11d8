import Testing
import Wire

@testable import Simulator

/// Deployments, their pods, and what the webhook does to them.
struct WorkloadTests {
    private let webhook = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/pod-identity-webhook"

    private func environment(_ pod: JSONValue) -> [String: String] {
        let entries = pod.at(["spec", "containers"])?.array?.first?["env"]?.array ?? []
        return Dictionary(
            entries.compactMap { entry in entry["name"]?.string.map { ($0, entry["value"]?.string ?? "") } }
        ) { first, _ in first }
    }

    private func running(_ account: JSONValue = TestCluster.account()) throws -> TestCluster {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, account)
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        return test
    }

    @Test func `a deployment brings up a pod with the role's environment`() throws {
        var test = try running()
        let pod = try #require(try test.pods().first)
        #expect(pod.at(["status", "phase"]) == "Running")
        #expect(
            environment(pod) == [
                "AWS_STS_REGIONAL_ENDPOINTS": "regional", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": "eu-west-1",
                "AWS_ROLE_ARN": TestCluster.role,
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/var/run/secrets/eks.amazonaws.com/serviceaccount/token",
            ])
        let volume = pod.at(["spec", "volumes"])?.array?.first
        #expect(volume?["name"] == "aws-iam-token")
        #expect(
            volume?.at(["projected", "sources"]) == [
                [
                    "serviceAccountToken": [
                        "audience": "sts.amazonaws.com", "expirationSeconds": 86_400, "path": "token",
                    ]
                ]
            ])
        let deployment = try test.ask("GET", TestCluster.deployments + "/ses-test").object
        #expect(deployment.at(["status", "availableReplicas"]) == 1)
        #expect(deployment.at(["status", "observedGeneration"]) == deployment.at(["metadata", "generation"]))
        #expect(try test.ask("GET", "/api/v1/namespaces/default/pods/\(pod.name)/log").object == "")
    }

    @Test func `annotations shape what is injected`() throws {
        var account = TestCluster.account("not an ARN")
        account.set(["metadata", "annotations", "eks.amazonaws.com/audience"], "other")
        account.set(["metadata", "annotations", "eks.amazonaws.com/token-expiration"], "60")
        account.set(["metadata", "annotations", "eks.amazonaws.com/sts-regional-endpoints"], "false")
        var test = try running(account)
        let pod = try #require(try test.pods().first)
        #expect(environment(pod)["AWS_ROLE_ARN"] == "not an ARN")
        #expect(environment(pod)["AWS_STS_REGIONAL_ENDPOINTS"] == nil)
        let source = pod.at(["spec", "volumes"])?.array?.first?.at(["projected", "sources"])?.array?.first
        #expect(
            source?["serviceAccountToken"] == ["audience": "other", "expirationSeconds": 600, "path": "token"])
    }

    @Test func `a pod keeps the environment it was made with`() throws {
        var test = try running(TestCluster.account(nil))
        try test.apply(TestCluster.accounts + "/ses-sender", TestCluster.account(), by: "x")
        #expect(try environment(#require(test.pods().first))["AWS_ROLE_ARN"] == nil)
        try test.ask(
            "PATCH", TestCluster.deployments + "/ses-test",
            ["spec": ["template": ["metadata": ["annotations": ["restartedAt": "now"]]]]],
            type: "application/strategic-merge-patch+json")
        let pods = try test.pods()
        #expect(pods.count == 1)
        #expect(environment(try #require(pods.first))["AWS_ROLE_ARN"] == TestCluster.role)
    }

    @Test func `without the webhook, or with a label, nothing is injected`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        let skipped: JSONValue = [
            "metadata": ["name": "one", "labels": ["eks.amazonaws.com/skip-pod-identity-webhook": "true"]],
            "spec": ["serviceAccountName": "ses-sender", "containers": [["name": "a", "image": "b"]]],
        ]
        let pod = try test.ask("POST", "/api/v1/namespaces/default/pods?dryRun=All", skipped)
        #expect(pod.status == 201)
        #expect(environment(pod.object).isEmpty)
        #expect(try test.ask("DELETE", webhook).status == 200)
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        #expect(try environment(#require(test.pods().first)).isEmpty)
    }

    @Test func `an association wins over the annotation`() throws {
        var test = TestCluster()
        test.cluster.podIdentityAssociations = [
            PodIdentityAssociation(
                id: "a-1", namespace: "default", serviceAccount: "ses-sender", roleARN: "r", createdAt: test.now)
        ]
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        let pod = try #require(try test.pods().first)
        #expect(environment(pod)["AWS_ROLE_ARN"] == nil)
        #expect(environment(pod)["AWS_CONTAINER_CREDENTIALS_FULL_URI"] == "http://169.254.170.23/v1/credentials")
        #expect(pod.at(["metadata", "labels", "eks.amazonaws.com/pod-identity"]) == "enabled")
    }

    @Test func `without its service account there is no pod, and the replica set says why`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        #expect(try test.pods().isEmpty)
        let events = try test.ask("GET", "/api/v1/namespaces/default/events").object["items"]?.array ?? []
        let failed = try #require(events.first { $0["reason"] == "FailedCreate" })
        let name = failed.at(["involvedObject", "name"])?.string ?? ""
        #expect(failed.at(["involvedObject", "kind"]) == "ReplicaSet")
        #expect(
            failed["message"]?.string
                == #"Error creating: pods "\#(name)-" is forbidden: error looking up service account default/ses-sender: serviceaccount "ses-sender" not found"#
        )
        let status = try test.ask("GET", TestCluster.deployments + "/ses-test").object["status"]
        #expect(status?["conditions"]?.array?.contains { $0["type"] == "ReplicaFailure" } == true)
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        #expect(try test.pods().count == 1)
    }

    @Test func `an image that cannot be pulled leaves the pod waiting`() throws {
        var test = TestCluster()
        test.cluster.unpullableImages = ["docker.io/": "toomanyrequests"]
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment(image: "docker.io/amazon/aws-cli"))
        let pod = try #require(try test.pods().first)
        let waiting = pod.at(["status", "containerStatuses"])?.array?.first?.at(["state", "waiting"])
        #expect(waiting?["reason"] == "ImagePullBackOff")
        #expect(waiting?["message"]?.string?.hasSuffix("toomanyrequests") == true)
        let log = try test.ask("GET", "/api/v1/namespaces/default/pods/\(pod.name)/log")
        #expect(
            log.object["message"]?.string
                == #"container "ses-test" in pod "\#(pod.name)" is waiting to start: trying and failing to pull image"#)
    }

    @Test func `what a deployment made goes with it, unless it is orphaned`() throws {
        for (policy, left) in [("Background", 0), ("Orphan", 1)] {
            var test = try running()
            let gone = try test.ask(
                "DELETE", TestCluster.deployments + "/ses-test", ["propagationPolicy": .string(policy)])
            #expect(gone.object["status"] == "Success")
            #expect(try test.pods().count == left, "\(policy)")
            let sets = try test.ask("GET", "/apis/apps/v1/namespaces/default/replicasets").object["items"]?.array
            #expect(sets?.count == left)
        }
    }

    @Test func `a deleted pod comes again, and scaling makes more or fewer`() throws {
        var test = try running()
        let first = try #require(try test.pods().first).name
        try test.ask("DELETE", "/api/v1/namespaces/default/pods/\(first)")
        #expect(try test.pods().count == 1)
        #expect(try test.pods().first?.name != first)
        for count in [3, 0, 1] {
            let scaled = try test.ask(
                "PATCH", TestCluster.deployments + "/ses-test/scale", ["spec": ["replicas": JSONValue(count)]],
                type: "application/merge-patch+json")
            #expect(scaled.object["kind"] == "Scale")
            #expect(try test.pods().count == count)
        }
    }
}
