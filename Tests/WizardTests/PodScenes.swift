import Calls
import Canvas
@testable import Design
import Diagnosis
import Wire

@testable import Wizard

/// What the screens show of a test from inside the cluster.
enum PodScenes {
    static let pod = "ses-test-6d9f7c-x2lq7"
    private static let registry =
        "Failed to pull image \"docker.io/amazon/aws-cli\": toomanyrequests: You have reached your pull rate limit. You "
        + "may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"

    /// The six rows; those behind `right` are as given.
    private static func rows(_ right: Int, _ rest: [WorkloadRow]) -> [WorkloadRow] {
        let all = [
            WorkloadRow(.deployment, .right, "ses-test", "wants 1 pod", milliseconds: 100),
            WorkloadRow(.replicaSet, .right, "ses-test-6d9f7c", "made 1 pod", milliseconds: 200),
            WorkloadRow(.pod, .right, pod, "on node ip-10-0-3-17", milliseconds: 400),
            WorkloadRow(.token, .right, "role and token file", "put in by the webhook", milliseconds: 400),
            WorkloadRow(.image, .right, "public.ecr.aws/aws-cli/aws-cli:2.32.6", "", milliseconds: 11_800),
            WorkloadRow(.container, .right, "ses-test", "runs", milliseconds: 12_400),
        ]
        return Array(all.prefix(right)) + rest
    }

    private static func status(_ rows: [WorkloadRow], _ fault: WorkloadFault? = nil) -> WorkloadStatus {
        let deployment = ObjectState(
            object: [
                "metadata": ["name": "ses-test", "uid": "d-1", "labels": ["app.kubernetes.io/managed-by": "sesame"]],
                "spec": ["replicas": 1],
            ])
        let set = ObjectState(
            object: [
                "metadata": [
                    "name": "ses-test-6d9f7c", "uid": "r-1",
                    "ownerReferences": [["kind": "Deployment", "name": "ses-test"]],
                ]
            ])
        let found = PodState(
            ObjectState(
                object: [
                    "metadata": [
                        "name": .string(pod), "namespace": "default", "uid": "p-1",
                        "ownerReferences": [["kind": "ReplicaSet", "name": "ses-test-6d9f7c"]],
                    ], "spec": ["nodeName": "ip-10-0-3-17", "containers": [["name": "ses-test"]]],
                ]))
        let event = EventState(
            ObjectState(
                object: [
                    "involvedObject": ["kind": "Pod", "name": .string(pod), "uid": "p-1"], "type": "Warning",
                    "reason": "Failed", "message": .string(registry), "count": 3,
                    "lastTimestamp": "2027-01-15T08:00:31Z",
                ]))
        var status = WorkloadStatus(
            "ses-test", in: "default", role: "arn:aws:iam::111122223333:role/ses-sender-role",
            WorkloadSight(deployment: deployment, replicaSets: [set], pods: [found], events: [event]))
        status.rows = rows
        status.fault = fault
        return status
    }

    /// On its way: the image is being pulled.
    static let starts = status(
        rows(
            4,
            [
                WorkloadRow(.image, .running, "public.ecr.aws/aws-cli/aws-cli:2.32.6", "pulling", milliseconds: 8000),
                WorkloadRow(.container, .waiting, "ses-test", "after the image"),
            ]))

    static let running = status(rows(6, []))

    /// The registry refuses.
    static let image = status(
        rows(
            4,
            [
                WorkloadRow(.image, .wrong, "docker.io/amazon/aws-cli", "ImagePullBackOff", milliseconds: 40_000),
                WorkloadRow(.container, .waiting, "ses-test", "after the image"),
            ]),
        WorkloadFault(
            .image, found: "ImagePullBackOff, after 3 tries",
            place: "pod \(pod) in namespace default, container ses-test", says: registry))

    private static let identity = PodLine(.command, "aws sts get-caller-identity --query Arn --output json")

    private static func report(_ links: [SendLink], _ status: WorkloadStatus, _ output: [PodLine]) -> SendReport {
        var report = SendReport(
            via: .pod, sender: "no-reply@example.com", receiver: "ops@example.com", links: links,
            messageID: links.count == 3 && links.allSatisfy(\.isOK) ? "0102018f3b1c9a5e-5d0c7f3a-8b1e-4c55-a3d1" : nil)
        report.workload = status
        report.output = output
        report.byHand = [
            "kubectl exec -n default \(pod) -c ses-test -- aws sts get-caller-identity --query Arn --output json"
        ]
        return report
    }

    private static let workload = SendLink(
        .workload, "pod \(pod) runs, role and token, put in by the webhook", milliseconds: 12_400)

    static var sent: SendReport {
        report(
            [
                workload, SendLink(.caller, "the pod is ses-sender-role, and not its node", milliseconds: 1900),
                SendLink(.send, "SES took the message", milliseconds: 2200),
            ], running,
            [
                identity,
                PodLine(
                    .output, "\"arn:aws:sts::111122223333:assumed-role/ses-sender-role/botocore-session-1700000000\""),
                PodLine(.command, "aws ses send-email --region eu-west-1 --from no-reply@example.com --destination x"),
                PodLine(.output, "{"),
                PodLine(.output, "    \"MessageId\": \"0102018f3b1c9a5e-5d0c7f3a-8b1e-4c55-a3d1-1f0f3d78d4ab-000000\""),
                PodLine(.output, "}"),
            ])
    }

    static var unreachable: SendReport {
        let words = "Connect timeout on endpoint URL: \"https://sts.eu-west-1.amazonaws.com/\""
        let problem = Problem(
            "The pod got no answer from STS.", code: "NoRouteToSTS", short: "no answer",
            failure: CallFailure(.unreachable, message: words, account: "111122223333", service: "sts"))
        return report(
            [workload, SendLink(.caller, problem, milliseconds: 10_000)], running,
            [identity, PodLine(.error, ""), PodLine(.error, words)])
    }

    static var unpulled: SendReport {
        let problem = Problem("The pod does not start.", code: "ImagePull", short: "ImagePullBackOff")
        return report([SendLink(.workload, problem, milliseconds: 41_000)], image, [])
    }

    /// The pod is older than what its service account says.
    static var old: SendReport {
        let problem = Problem(
            "The program in the pod found no keys.", code: "NoCredentials", short: "NoCredentials",
            failure: CallFailure(.doubtful, code: "NoCredentials", message: "Unable to locate credentials."))
        let account = ServiceAccountState(
            ObjectState(
                object: [
                    "metadata": [
                        "name": "ses-sender", "creationTimestamp": "2027-01-15T08:00:00Z",
                        "annotations": [
                            "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/ses-sender-role"
                        ],
                    ]
                ]))
        let set = ObjectState(
            object: [
                "metadata": [
                    "name": "ses-test-6d9f7c", "uid": "r-1",
                    "ownerReferences": [["kind": "Deployment", "name": "ses-test"]],
                ]
            ])
        let found = PodState(
            ObjectState(
                object: [
                    "metadata": [
                        "name": .string(pod), "namespace": "default", "uid": "p-1",
                        "creationTimestamp": "2027-01-14T08:00:00Z", "labels": ["pod-template-hash": "6d9f7c"],
                        "ownerReferences": [["kind": "ReplicaSet", "name": "ses-test-6d9f7c"]],
                    ], "spec": ["nodeName": "ip-10-0-3-17", "containers": [["name": "ses-test"]]],
                ]))
        let status = WorkloadStatus(
            "ses-test", in: "default", role: "arn:aws:iam::111122223333:role/ses-sender-role",
            WorkloadSight(deployment: deployment(), replicaSets: [set], pods: [found], account: account))
        return report([workload, SendLink(.caller, problem, milliseconds: 900)], status, [identity])
    }

    /// The test workload, with more members.
    static func deployment(_ more: JSONValue = [:]) -> ObjectState {
        var object = JSONObject([
            (
                "metadata",
                ["name": "ses-test", "uid": "d-1", "labels": ["app.kubernetes.io/managed-by": "sesame"]] as JSONValue
            ), ("spec", ["replicas": 1]),
        ])
        for member in more.object?.members ?? [] { object[member.key] = member.value }
        return ObjectState(object: .object(object))
    }

    /// A report with what it means.
    static func explained(_ report: SendReport, _ state: WizardState) -> SendOutcome {
        var outcome = SendOutcome(report)
        if let design = state.form.preview.design { outcome.explain(design, Observations()) }
        return outcome
    }
}

extension Driver {
    /// The message is sent from the pod, and so much of it happens.
    mutating func sendFromPod(_ news: [PodNews] = [], end report: SendReport? = nil) {
        answers = false
        press(.character("p"))
        answers = true
        guard let id = state.work.ids(.send).first else { return }
        for piece in news { send(.pod(id, piece)) }
        send(.tick(state.now.adding(milliseconds: 8000)))
        guard let report else { return }
        for link in report.links { send(.link(id, link)) }
        send(.sent(id, .success(PodScenes.explained(report, state))))
    }
}
