/// What is kept of pods, and of the templates that workloads make them from.
enum PodShape {
    /// The specification, commands and values of variables not yet taken out.
    static let spec = Shape.structure([
        .may("serviceAccountName"), .may("nodeName"), .may("hostNetwork", .bool),
        .may("automountServiceAccountToken", .bool), .may("securityContext", security),
        .may("terminationGracePeriodSeconds", .integer), .may("restartPolicy"), .may("runtimeClassName"),
        .may("initContainers", .list(.structure(container))), .may("containers", .list(.structure(container))),
        .may("volumes", .list(volume)),
    ])

    /// How a pod is.
    static let status = Shape.structure([
        .may("phase"), .may("reason"), .may("startTime", .time),
        .may(
            "conditions",
            .list(
                .structure([.may("type"), .may("status"), .may("reason"), .may("lastTransitionTime", .time)]))),
        .may("containerStatuses", .list(containerStatus)), .may("initContainerStatuses", .list(containerStatus)),
    ])

    private static let containerStatus = Shape.structure([
        .may("name"), .may("ready", .bool), .may("restartCount", .integer), .may("image"),
        .may(
            "state",
            .structure([
                .may("waiting", .structure([.may("reason")])), .may("running", .structure([.may("startedAt", .time)])),
                .may(
                    "terminated",
                    .structure([
                        .may("reason"), .may("exitCode", .integer), .may("startedAt", .time), .may("finishedAt", .time),
                    ])),
            ])),
    ])

    private static let reference = Shape.structure([.may("name"), .may("key"), .may("optional", .bool)])

    private static let container: [Shape.Member] = [
        .may("name"), .may("image"), .may("command", .list(.text)),
        .may(
            "env",
            .list(
                .structure([
                    .may("name"), .may("value"),
                    .may(
                        "valueFrom",
                        .structure([
                            .may("fieldRef", .structure([.may("fieldPath")])), .may("secretKeyRef", reference),
                            .may("configMapKeyRef", reference),
                        ])),
                ]))),
        .may(
            "envFrom",
            .list(
                .structure([.may("prefix"), .may("secretRef", reference), .may("configMapRef", reference)]))),
        .may(
            "resources", .structure([.may("requests", .map(.text)), .may("limits", .map(.text))])),
        .may("securityContext", security),
        .may(
            "volumeMounts",
            .list(.structure([.may("name"), .may("mountPath"), .may("subPath"), .may("readOnly", .bool)]))),
    ]

    private static let security = Shape.structure([
        .may("runAsUser", .integer), .may("runAsGroup", .integer), .may("runAsNonRoot", .bool),
        .may("fsGroup", .integer), .may("seccompProfile", .structure([.may("type")])), .may("privileged", .bool),
        .may("allowPrivilegeEscalation", .bool), .may("readOnlyRootFilesystem", .bool),
        .may("capabilities", .structure([.may("add", .list(.text)), .may("drop", .list(.text))])),
    ])

    private static let volume = Shape.structure([
        .may("name"), .may("emptyDir", .structure([])),
        .may(
            "projected",
            .structure([
                .may("defaultMode", .integer),
                .may(
                    "sources",
                    .list(
                        .structure([
                            .may(
                                "serviceAccountToken",
                                .structure([.may("audience"), .may("expirationSeconds", .integer), .may("path")]))
                        ]))),
            ])),
    ])
}
