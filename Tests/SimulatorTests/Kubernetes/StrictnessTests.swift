import Testing
import Wire

@testable import Simulator

/// What the API server checks of objects, options and lists, in its own words.
struct StrictnessTests {
    private static let container = ["spec", "template", "spec", "containers"]

    private func deployment(_ container: JSONValue = [:], spec: [String: JSONValue] = [:]) -> JSONValue {
        var object = TestCluster.deployment()
        var item = object.at(Self.container)?[0] ?? .null
        for member in container.members.members { item.set([member.key], member.value) }
        object.set(Self.container, [item])
        for (field, value) in spec { object.set(["spec", field], value) }
        return object
    }

    private static let place = "spec.template.spec.containers[0]"

    @Test(
        arguments: [
            (["image": ""], "image: Required value"), (["image": 1], nil),
            (["env": [["name": ""]]], "env[0].name: Required value"),
            (
                ["env": [["name": "a=b"]]],
                "env[0].name: Invalid value: \"a=b\": a valid environment variable name must consist only of printable ASCII characters other than '='"
            ),
            (
                ["env": [["name": "A", "value": "1", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]]]],
                "env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty"
            ),
            (
                ["ports": [["containerPort": 99_999]]],
                "ports[0].containerPort: Invalid value: 99999: must be between 1 and 65535, inclusive"
            ),
            (
                ["ports": [["containerPort": 1, "protocol": "X"]]],
                #"ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP""#
            ),
            (["volumeMounts": [["name": "no", "mountPath": "/x"]]], #"volumeMounts[0].name: Not found: "no""#),
            (
                ["imagePullPolicy": "Sometimes"],
                #"imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never""#
            ),
            (
                ["resources": ["limits": ["cpu": "1"], "requests": ["cpu": "2"]]],
                #"resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1"#
            ),
            (
                ["resources": ["limits": ["memory": "-1Gi"]]],
                #"resources.limits[memory]: Invalid value: "-1Gi": must be greater than or equal to 0"#
            ),
        ] as [(JSONValue, String?)])
    func `a container is refused with the field`(_ change: JSONValue, _ problem: String?) throws {
        var test = TestCluster()
        let answer = try test.ask("POST", TestCluster.deployments, deployment(change))
        #expect(answer.status == (problem == nil ? 400 : 422))
        guard let problem else { return }
        #expect(
            answer.object["message"]?.string == "Deployment.apps \"ses-test\" is invalid: \(Self.place).\(problem)")
    }

    @Test(
        arguments: [
            (
                "replicas", "one",
                "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
            (
                "paused", "yes",
                "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool"
            ),
            (
                "selector", [],
                "json: cannot unmarshal array into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector"
            ),
            (
                "replicas", .number("1.5"),
                "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
        ] as [(String, JSONValue, String)])
    func `a wrong type is a bad request`(_ field: String, _ value: JSONValue, _ why: String) throws {
        var test = TestCluster()
        let answer = try test.ask("POST", TestCluster.deployments, deployment(spec: [field: value]))
        #expect(answer.status == 400)
        #expect(
            answer.object["message"]?.string == "Deployment in version \"v1\" cannot be handled as a Deployment: \(why)"
        )
    }

    @Test func `amounts are read, written in one way, and refused`() throws {
        for (text, canonical) in [
            ("0.5", "500m"), ("1024Mi", "1Gi"), ("1500m", "1500m"), ("1000m", "1"), ("2e3", "2e3"), ("1.5Gi", "1536Mi"),
            ("100", "100"), ("0", "0"), ("0.1u", "100n"), ("1000000", "1M"), ("512", "512"), ("-1Gi", "-1Gi"),
        ] {
            #expect(try Quantity(text).canonical == canonical, "\(text)")
        }
        for text in ["", "abc", "1..2", "1 Gi", "--1"] {
            #expect(throws: Quantity.Problem.self, "\(text)") { try Quantity(text) }
        }
        var test = TestCluster()
        let refused = try test.ask(
            "POST", TestCluster.deployments, deployment(["resources": ["limits": ["cpu": "abc"]]]))
        #expect(refused.status == 400)
        #expect(refused.object["message"]?.string?.contains("quantities must match the regular expression") == true)
    }

    @Test func `unknown fields are dropped with a warning, or refused`() throws {
        var test = TestCluster()
        let object = deployment(["imagee": "x"])
        let kept = try test.ask("POST", TestCluster.deployments + "?dryRun=All", object)
        #expect(kept.status == 201)
        #expect(kept.object.at(Self.container)?[0]?["imagee"] == nil)
        let strict = try test.ask("POST", TestCluster.deployments + "?fieldValidation=Strict", object)
        #expect(
            strict.object["message"]?.string
                == "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: "
                + "unknown field \"\(Self.place).imagee\"")
        let applied = try test.apply(TestCluster.deployments + "/ses-test", object, by: "x")
        #expect(applied.status == 500)
        #expect(
            applied.object["message"]?.string
                == "failed to create typed patch object (default/ses-test; apps/v1, Kind=Deployment): "
                + #".spec.template.spec.containers[name="ses-test"].imagee: field not declared in schema"#)
    }

    @Test func `an empty value of a variable is not kept, and an apply of it converges`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        let object = deployment(["env": [["name": "AWS_PAGER", "value": ""]]])
        let place = TestCluster.deployments + "/ses-test"
        let made = try test.apply(place, object, by: "sesame").object
        #expect(made.at(Self.container)?[0]?["env"] == [["name": "AWS_PAGER"]])
        let kept = try test.ask("GET", place).object
        let again = try test.apply(place, object, by: "sesame").object
        #expect(again.at(["metadata", "resourceVersion"]) == kept.at(["metadata", "resourceVersion"]))
    }

    @Test func `whoever makes an object owns what the server filled in, and the selector as one`() throws {
        var test = TestCluster()
        let made = try test.ask(
            "POST", TestCluster.deployments + "?fieldManager=kubectl-create", TestCluster.deployment()
        ).object
        let fields = made.at(["metadata", "managedFields"])?[0]?["fieldsV1"]
        #expect(fields?.at(["f:spec", "f:selector"]) == [:])
        #expect(
            fields?.at(["f:spec", "f:strategy", "f:rollingUpdate"])?.object?.keys == [
                ".", "f:maxSurge", "f:maxUnavailable",
            ])
        #expect(fields?.at(["f:spec", "f:strategy"])?.object?.keys == ["f:rollingUpdate", "f:type"])
        let item = fields?.at(["f:spec", "f:template", "f:spec", "f:containers", "k:{\"name\":\"ses-test\"}"])
        #expect(item?["f:imagePullPolicy"] == [:])
        #expect(item?["."] == [:])
        #expect(fields?.at(["f:metadata", "f:labels"]) == [".": [:], "f:app": [:]])
    }

    @Test(arguments: [
        ("POST", "?dryRun=Yes", 422, #"dryRun: Unsupported value: []string{"Yes"}: supported values: "All""#),
        ("POST", "?fieldValidation=Maybe", 422, "fieldValidation: Unsupported value"),
        ("DELETE", "/ses-sender?propagationPolicy=Nope", 422, "propagationPolicy: Unsupported value: \"Nope\""),
        ("POST", "/ses-sender", 405, "the server does not allow this method on the requested resource"),
        ("GET", "?limit=x", 400, #"strconv.ParseInt: parsing "x": invalid syntax"#),
        ("GET", "?limit=1&continue=garbage", 400, "invalid continue token: continue key is not valid"),
        ("GET", "?labelSelector=a%3Db%3Dc", 400, "found '=', expected: ',' or 'end of string'"),
        ("GET", "?labelSelector=a in b", 400, "unable to parse requirement: found 'b' expected: '('"),
        ("GET", "?labelSelector=,", 400, "found ',', expected: !, identifier, or 'end of string'"),
        (
            "GET", "?fieldSelector=spec.x%3D1", 400,
            #""spec.x" is not a known field selector: only "metadata.name", "metadata.namespace""#
        ),
        ("GET", "?resourceVersion=x", 400, "invalid resource version"),
    ])
    func `parameters are checked`(_ method: String, _ rest: String, _ status: Int, _ message: String) throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        let answer = try test.ask(
            method, TestCluster.accounts + rest.replacing("%3D", with: "="),
            method == "POST" ? TestCluster.account() : nil)
        #expect(answer.status == status)
        #expect(answer.object["message"]?.string?.contains(message) == true, "\(answer.object)")
    }

    @Test func `a dry run keeps the version, and a write means one object`() throws {
        var test = TestCluster()
        let tried = try test.ask("POST", TestCluster.accounts + "?dryRun=All", TestCluster.account()).object
        #expect(tried.at(["metadata", "resourceVersion"]) == nil)
        let made = try test.ask("POST", TestCluster.accounts, TestCluster.account()).object
        let place = TestCluster.accounts + "/ses-sender"
        let patch: JSONValue = ["metadata": ["labels": ["a": "b"]]]
        let patched = try test.ask("PATCH", place + "?dryRun=All", patch, type: "application/merge-patch+json").object
        #expect(patched.at(["metadata", "labels", "a"]) == "b")
        #expect(patched.at(["metadata", "resourceVersion"]) == made.at(["metadata", "resourceVersion"]))
        #expect(try test.ask("DELETE", place, ["dryRun": ["All"]]).object["kind"] == "ServiceAccount")
        #expect(try test.ask("GET", place).object == made)
        var other = made
        other.set(["metadata", "uid"], "11111111-1111-1111-1111-111111111111")
        other.set(["metadata", "resourceVersion"], nil)
        let refused = try test.ask("PUT", place, other)
        #expect(refused.status == 409)
        #expect(refused.object["message"]?.string?.contains("Precondition failed: UID in precondition") == true)
        let doomed = try test.ask("DELETE", place, ["preconditions": ["uid": "x"]])
        #expect(doomed.status == 409)
        #expect(doomed.object.at(["details", "kind"]) == "ServiceAccount")
    }

    @Test func `one strategy takes the place of another`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.deployments, TestCluster.deployment())
        let place = TestCluster.deployments + "/ses-test"
        let patch = { (strategy: JSONValue) -> JSONValue in ["spec": ["strategy": strategy]] }
        let both = try test.ask("PATCH", place, patch(["type": "Recreate"]), type: "application/merge-patch+json")
        #expect(
            both.object["message"]?.string
                == "Deployment.apps \"ses-test\" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified "
                + "when strategy `type` is 'Recreate'")
        let one = try test.ask(
            "PATCH", place, patch(["type": "Recreate", "$retainKeys": ["type"]]),
            type: "application/strategic-merge-patch+json")
        #expect(one.object.at(["spec", "strategy"]) == ["type": "Recreate"])
    }

    @Test func `what holds an object back keeps it on its way out`() throws {
        var test = TestCluster()
        var account = TestCluster.account()
        account.set(["metadata", "finalizers"], ["example.com/hold"])
        try test.ask("POST", TestCluster.accounts, account)
        let place = TestCluster.accounts + "/ses-sender"
        #expect(try test.ask("DELETE", place).object.at(["metadata", "deletionTimestamp"]) != nil)
        #expect(try test.ask("GET", place).object.at(["metadata", "deletionTimestamp"]) != nil)
        let again = try test.ask("POST", TestCluster.accounts, account)
        #expect(again.object["message"] == #"object is being deleted: serviceaccounts "ses-sender" already exists"#)
        try test.ask("PATCH", place, ["metadata": ["finalizers": .null]], type: "application/merge-patch+json")
        #expect(try test.ask("GET", place).status == 404)
    }

    @Test func `a list comes in pages`() throws {
        var test = TestCluster()
        for name in ["a", "b", "c"] {
            try test.ask("POST", TestCluster.accounts, ["metadata": ["name": .string(name)]])
        }
        var (names, token) = ([String](), "")
        repeat {
            let more = token.isEmpty ? "" : "&continue=\(token)"
            let page = try test.ask("GET", TestCluster.accounts + "?limit=2" + more).object
            names += (page["items"]?.array ?? []).map(\.name)
            token = page.at(["metadata", "continue"])?.string ?? ""
            #expect((page.at(["metadata", "remainingItemCount"]) == 2) == !token.isEmpty)
        } while !token.isEmpty
        #expect(names == ["a", "b", "c", "default"])
    }

    @Test func `objects survive protocol buffers`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        try test.ask("POST", TestCluster.deployments, deployment(["resources": ["limits": ["cpu": "1"]]]))
        for path in [TestCluster.accounts + "/ses-sender", TestCluster.deployments + "/ses-test"] {
            let object = try test.ask("GET", path).object
            let bytes = try #require(ProtobufObject.write(object))
            var read = try ProtobufObject.read(bytes)
            // A moment with a fraction and an empty object that is no pointer are not told from nothing.
            var wanted = object
            for member in ["status"] {
                read.set([member], nil)
                wanted.set([member], nil)
            }
            var container = wanted.at(Self.container)?[0]
            container?.set(["args"], nil)
            #expect(read.sortingKeys() == wanted.sortingKeys(), "\(path)")
        }
    }

    @Test func `the description in protocol buffers names every shape that resources have`() throws {
        var document = ProtobufReader(OpenAPIBytes.document[...])
        var names: Set<String> = []
        while let (number, value) = try document.next() {
            guard number == 9, case .bytes(let definitions) = value else { continue }
            var list = ProtobufReader(definitions)
            while let (_, entry) = try list.next() {
                guard case .bytes(let bytes) = entry else { continue }
                var one = ProtobufReader(bytes)
                guard case (1, .bytes(let name))? = try one.next() else { continue }
                names.insert(String(decoding: name, as: UTF8.self))
            }
        }
        #expect(names == Set(OpenAPI.schemas(of: ResourceKind.all, referring: "").keys))
        #expect(names.contains("io.k8s.api.Deployment"))
    }

    @Test func `questions without a subject are refused`() throws {
        var test = TestCluster()
        let access = try test.ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ["spec": [:]])
        #expect(access.status == 422)
        #expect(
            access.object["message"]?.string
                == #"SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified"#
        )
        let token = try test.ask("POST", "/apis/authentication.k8s.io/v1/tokenreviews", ["spec": [:]])
        #expect(token.status == 400)
        test.user = .anonymous
        for path in ["/.well-known/openid-configuration", "/openid/v1/jwks"] {
            #expect(try test.ask("GET", path, accept: "*/*").status == 403)
        }
    }

    @Test func `every shape that a field names is there`() {
        #expect(Shape.all.count > 100)
        for shape in Shape.all.values {
            for field in shape.fields {
                guard let name = field.type.shapeName else { continue }
                #expect(Shape.all[name] != nil, "\(shape.name).\(field.name) is a \(name)")
            }
            let numbers = shape.fields.map(\.number)
            #expect(Set(numbers).count == numbers.count, "\(shape.name)")
        }
        for kind in ResourceKind.all where kind != .customResources { #expect(Shape.of(kind) != nil, "\(kind.kind)") }
    }
}
