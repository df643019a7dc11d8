public import Calls
public import Design
public import Diagnosis
public import Stage

/// What the wizard wants done; the effect runner does it and sends events back.
public enum WizardEffect: Hashable, Sendable {
    /// Read the names of profiles and contexts and the saved setups from files.
    case listCallers(EffectID)
    /// Ask AWS whose credentials these are.
    case identify(EffectID, Side, CallerChoice)
    /// Ask questions, with the regions, cluster and context of these answers.
    case ask(EffectID, [Call], Answers)
    /// Compare what these answers want with what is there.
    case plan(EffectID, Answers, PlanOptions)
    /// Make the changes of the plan that was shown, and wait for people; what others made only where that was agreed to.
    case apply(EffectID, ApplyScope, Answers, takeOver: Set<ResourceAddress>)
    /// Mail a verification link again.
    case mailAgain(EffectID, ResourceAddress, Answers)
    /// Send a test message.
    case send(EffectID, SendOptions, Answers)
    /// Delete the test workload, if it still is the object with this identity.
    case removeWorkload(EffectID, uid: String, Answers)
    /// Look at workloads that somebody wants restarted.
    case lookAtRestart(EffectID, [RestartTarget], Answers)
    /// Restart workloads that were shown, each if it still is the same object.
    case restart(EffectID, [RestartSight], Answers)
    /// Check the live setup against best practices.
    case checkPractices(EffectID, Answers, Set<Side>)
    /// Find out what is wrong with a subject, and tell it as the answers come.
    case diagnose(EffectID, Subject)
    /// Really take the role of a subject that was looked at, and send a mail to Amazon's test mailbox where that is wanted.
    case prove(EffectID, Subject, sendsMail: Bool)
    /// Find the rest of a subject from what was given, with credentials and context of these answers.
    case findSubject(EffectID, [SubjectClue], Answers)
    /// Read the names of service accounts and pods of the cluster of these answers.
    case listSubjects(EffectID, Answers)
    /// Look at every service account of the cluster of these answers that has a role.
    case diagnoseAll(EffectID, Answers)
    /// Read the names of the bundles in the current folder; none is opened.
    case listBundles(EffectID)
    /// Read a bundle and what it says.
    case openBundle(EffectID, BundleSource)
    /// Read what masks of earlier bundles of these answers' setup met.
    case recallMasks(EffectID, Answers)
    /// Keep what masks met for the next bundle of these answers' setup.
    case keepMasks(MaskMemory, Answers)
    /// Write a file of its own, for its owner alone; nothing that is there is replaced. A path without a folder is in the
    /// current one.
    case writeNew(EffectID, path: String, text: String)
    /// Write files into a directory; existing ones that differ are not replaced.
    case writeFiles(EffectID, directory: String, [OutputFile])
    /// Read a setup that was begun earlier.
    case openSetup(EffectID, id: String)
    /// Stop working on an effect; its answers would be dropped.
    case cancel(EffectID)
    /// Answer to `codeWanted`: the six digits, or nil for none.
    case answerCode(Int, String?)
    /// Answer to `programWanted`: whether it may run.
    case answerProgram(Int, Bool)
    /// Keep ``WizardState/saved``.
    case saveState
    /// Copy a text; the second text names it.
    case copy(String, what: String)
    /// Do something to the demo's world.
    case demo(DemoDeed)
    /// Do what a presenter wants of the stage.
    case stage(StageCommand)
    /// Start the live demo instead of this run.
    case startDemo
    /// Forget keys that were typed but not handled yet.
    case dropTypeAhead
    /// Draw everything again.
    case redraw
    /// Stop as a job of the shell (Ctrl-Z).
    case suspend
    /// Show a text outside the full screen, so that the mouse can take it; a key comes back.
    case showRaw(String)
    /// Leave.
    case quit
}
