import Wire

/// What is asked of the cluster's API server; `kind` is the resource's plural, as in its paths.
extension Operation {
    /// One object.
    public static let getObject = Operation(
        .kubernetes, ClusterVerb.get.rawValue, .read, .kubernetes(.get),
        input: [.must("kind"), .may("namespace"), .must("name")], keeps: .object, actions: [])

    /// All objects of a kind, as the `items` of a list.
    public static let listObjects = Operation(
        .kubernetes, ClusterVerb.list.rawValue, .read, .kubernetes(.list), input: [.must("kind"), .may("namespace")],
        keeps: .structure([.must("items", .list(.object))]), actions: [])

    /// Makes the fields that an object names as they are there, and no others (KEP-555).
    public static let applyObject = Operation(
        .kubernetes, ClusterVerb.apply.rawValue, .write, .kubernetes(.apply), input: [.must("object", .object)],
        keeps: .object, actions: [])

    /// Asks which fields of an object others manage and would have to be taken from: server-side apply as a dry run.
    public static let compareObject = Operation(
        .kubernetes, ClusterVerb.compare.rawValue, .read, .kubernetes(.compare), input: [.must("object", .object)],
        keeps: .structure([.must("conflicts", .list(.structure([.must("manager"), .must("field")])))]), actions: [])

    /// Makes the fields that an object names as they are there, and takes the named ones from their managers.
    public static let takeOverObject = Operation(
        .kubernetes, ClusterVerb.takeOver.rawValue, .write, .kubernetes(.takeOver),
        input: [
            .must("object", .object), .must("conflicts", .list(.structure([.must("manager"), .must("field")]))),
        ], keeps: .object, actions: [])

    /// Makes an object; one of its name that is there is left alone.
    public static let createObject = Operation(
        .kubernetes, ClusterVerb.create.rawValue, .write, .kubernetes(.create), input: [.must("object", .object)],
        keeps: .object, actions: [])

    /// Takes an annotation off an object.
    public static let removeAnnotation = Operation(
        .kubernetes, ClusterVerb.unannotate.rawValue, .write, .kubernetes(.unannotate),
        input: [.must("kind"), .may("namespace"), .must("name"), .must("annotation")], keeps: .object, actions: [],
        removes: true)

    /// Has a workload make its pods anew: its template says when that was asked for, as `kubectl rollout restart` writes it.
    ///
    /// What was running ends by that, and nothing brings it back. Asked twice with one time, it is done once.
    public static let restartWorkload = Operation(
        .kubernetes, ClusterVerb.restart.rawValue, .write, .kubernetes(.restart),
        input: [.must("kind"), .may("namespace"), .must("name"), .must("uid"), .must("at")], keeps: .object,
        actions: [])

    /// Deletes an object, where it still has the identity that was seen: a namesake made meanwhile is left alone.
    public static let deleteObject = Operation(
        .kubernetes, ClusterVerb.delete.rawValue, .write, .kubernetes(.delete),
        input: [.must("kind"), .may("namespace"), .must("name"), .must("uid")], keeps: .object, actions: [],
        removes: true)

    /// Who the cluster says that the caller is; every caller may ask (RBAC's `system:basic-user`).
    ///
    /// Absent from clusters older than 1.26, and where it is switched off.
    public static let selfSubjectReview = Operation(
        .kubernetes, "review", .read, .kubernetes(.review), keeps: .object, actions: [])

    static let cluster = [
        getObject, listObjects, applyObject, compareObject, takeOverObject, createObject, removeAnnotation,
        restartWorkload,
        deleteObject, selfSubjectReview,
    ]
}
