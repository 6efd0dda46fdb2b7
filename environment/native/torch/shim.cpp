// A C door to libtorch. Operators are called by name through the boxed dispatcher; no operator is written here.
// Own entries exist only for what the dispatcher has no operator for: gradients, storage, generators, settings.
// A tensor handle is an owned reference to a TensorImpl; 0 is the undefined tensor.
// Every entry that can fail returns 0 on success; the message of the last failure of the thread is in cfnsr_error().
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/ScalarOps.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <malloc.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))

namespace {

using Impl = c10::TensorImpl;

thread_local std::string last_error;
std::atomic<int64_t> live{0};

template <class F>
int guarded(F&& body) {
    try {
        body();
        return 0;
    } catch (const c10::Error& e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown C++ exception";
    }
    return 1;
}

at::Tensor borrow(void* h) {
    if (!h) return {};
    auto* impl = static_cast<Impl*>(h);
    c10::raw::intrusive_ptr::incref(impl);
    return at::Tensor(c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::reclaim(impl));
}

void* give(at::Tensor t) {
    if (!t.defined()) return nullptr;
    live.fetch_add(1, std::memory_order_relaxed);
    return t.unsafeReleaseTensorImpl();
}

std::vector<at::Tensor> borrow_list(void* const* h, int64_t n) {
    std::vector<at::Tensor> v;
    v.reserve(n);
    for (int64_t i = 0; i < n; ++i) v.push_back(borrow(h[i]));
    return v;
}

// The argument as the managed side sees it; the schema decides what it becomes.
enum Kind : int32_t { None, TensorK, IntK, DoubleK, BoolK, IntsK, DoublesK, TensorsK, StringK, GeneratorK, DeviceK, BoolsK };
struct Arg {
    int32_t kind;
    int32_t n;
    union {
        int64_t i;
        double d;
        void* p;
    };
};

c10::Device device_of(int type, int index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

at::Scalar scalar_of(const Arg& a) {
    if (a.kind == DoubleK) return at::Scalar(a.d);
    if (a.kind == BoolK) return at::Scalar(a.i != 0);
    return at::Scalar(a.i);
}

// An operator and, per argument, what the schema says; read once, because walking the schema's types costs more than a small operator.
struct Slot {
    c10::TypeKind kind;
    bool optional = false;
    c10::TypeKind element = c10::TypeKind::AnyType;  // of a list
    int32_t times = 1;                               // a single number given for a list stands for so many
    c10::IValue value;
};
struct Operator {
    c10::OperatorHandle handle;
    std::vector<Slot> slots;
};

Slot slot_of(const c10::Argument& want) {
    Slot s;
    c10::TypePtr type = want.type();
    if (type->kind() == c10::TypeKind::OptionalType) {
        s.optional = true;
        type = type->castRaw<c10::OptionalType>()->getElementType();
    }
    s.kind = type->kind();
    if (s.kind == c10::TypeKind::ListType) s.element = type->castRaw<c10::ListType>()->getElementType()->kind();
    if (want.N()) s.times = *want.N();
    if (want.default_value()) s.value = *want.default_value();
    return s;
}

[[noreturn]] void mismatch(const Operator& op, size_t i, const Arg& got) {
    const auto& want = op.handle.schema().arguments()[i];
    throw std::invalid_argument(op.handle.schema().name() + ": argument '" + want.name() + "' wants " + want.type()->str() + ", got kind " + std::to_string(got.kind));
}

c10::IValue to_list(const Operator& op, size_t at, const Slot& s, const Arg& a) {
    using c10::TypeKind;
    switch (s.element) {
        case TypeKind::TensorType: {
            if (a.kind != TensorsK) mismatch(op, at, a);
            c10::List<at::Tensor> l;
            l.reserve(a.n);
            for (int32_t i = 0; i < a.n; ++i) l.push_back(borrow(static_cast<void* const*>(a.p)[i]));
            return l;
        }
        case TypeKind::OptionalType: {
            if (a.kind != TensorsK) mismatch(op, at, a);
            c10::List<c10::optional<at::Tensor>> l;
            l.reserve(a.n);
            for (int32_t i = 0; i < a.n; ++i) {
                auto t = borrow(static_cast<void* const*>(a.p)[i]);
                l.push_back(t.defined() ? c10::optional<at::Tensor>(std::move(t)) : c10::nullopt);
            }
            return l;
        }
        case TypeKind::FloatType: {
            c10::List<double> l;
            if (a.kind == DoublesK)
                for (int32_t i = 0; i < a.n; ++i) l.push_back(static_cast<const double*>(a.p)[i]);
            else if (a.kind == DoubleK)
                l.push_back(a.d);
            else
                mismatch(op, at, a);
            return l;
        }
        case TypeKind::BoolType: {
            c10::List<bool> l;
            if (a.kind != BoolsK) mismatch(op, at, a);
            for (int32_t i = 0; i < a.n; ++i) l.push_back(static_cast<const uint8_t*>(a.p)[i] != 0);
            return l;
        }
        default: {  // int and SymInt
            c10::List<int64_t> l;
            if (a.kind == IntsK) {
                l.reserve(a.n);
                for (int32_t i = 0; i < a.n; ++i) l.push_back(static_cast<const int64_t*>(a.p)[i]);
            } else if (a.kind == IntK) {
                for (int32_t i = 0; i < s.times; ++i) l.push_back(a.i);
            } else {
                mismatch(op, at, a);
            }
            return l;
        }
    }
}

c10::IValue to_value(const Operator& op, size_t at, const Slot& s, const Arg& a) {
    using c10::TypeKind;
    if (s.optional && (a.kind == None || (a.kind == TensorK && !a.p))) return {};
    switch (s.kind) {
        case TypeKind::TensorType:
            if (a.kind == TensorK) return borrow(a.p);
            if (a.kind == None) return at::Tensor();
            if (a.kind == IntK || a.kind == DoubleK || a.kind == BoolK) {
                auto t = c10::scalar_to_tensor(scalar_of(a));
                t.unsafeGetTensorImpl()->set_wrapped_number(true);
                return t;
            }
            mismatch(op, at, a);
        case TypeKind::FloatType:
            return a.kind == DoubleK ? a.d : static_cast<double>(a.i);
        case TypeKind::BoolType:
            return a.i != 0;
        case TypeKind::NumberType:
            return scalar_of(a);
        case TypeKind::StringType:
            if (a.kind != StringK) mismatch(op, at, a);
            return std::string(static_cast<const char*>(a.p), a.n);
        case TypeKind::DeviceObjType:
            return device_of(static_cast<int>(a.i), a.n);
        case TypeKind::GeneratorType:
            return *static_cast<at::Generator*>(a.p);
        case TypeKind::ListType:
            return to_list(op, at, s, a);
        default:  // int, SymInt, and the enums that the schema holds as int (dtype, layout, memory format)
            if (a.kind != IntK && a.kind != BoolK) mismatch(op, at, a);
            return a.i;
    }
}

void give_value(const c10::IValue& v, Arg& r) {
    r.kind = None;
    r.n = 0;
    r.p = nullptr;
    if (v.isTensor()) {
        r.kind = TensorK;
        r.p = give(v.toTensor());
    } else if (v.isInt()) {
        r.kind = IntK;
        r.i = v.toInt();
    } else if (v.isDouble()) {
        r.kind = DoubleK;
        r.d = v.toDouble();
    } else if (v.isBool()) {
        r.kind = BoolK;
        r.i = v.toBool();
    } else if (v.isTensorList()) {
        auto l = v.toTensorVector();
        r.kind = TensorsK;
        r.n = static_cast<int32_t>(l.size());
        auto** out = static_cast<void**>(std::malloc(sizeof(void*) * (l.size() + 1)));
        for (size_t i = 0; i < l.size(); ++i) out[i] = give(std::move(l[i]));
        r.p = out;
    } else if (!v.isNone()) {
        throw std::invalid_argument("cannot return a " + v.tagKind());
    }
}

// OpenBLAS has threads of its own that this libtorch does not know of; more than libtorch's, they only wait for each other.
void match_blas_threads() {
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(at::get_num_threads());
}

}  // namespace

API const char* cfnsr_error() { return last_error.c_str(); }
API const char* cfnsr_version() { return TORCH_VERSION; }
API int64_t cfnsr_live() { return live.load(); }

// Keeps freed memory: fresh pages cost more than the arithmetic on virtual machines. Loads the CUDA half where there is one. One number of threads for all.
API void cfnsr_init() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
    mallopt(M_TOP_PAD, 64 << 20);
    dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL);
    match_blas_threads();
}

// ---- operators ----
API void* cfnsr_find(const char* name, const char* overload) {
    void* found = nullptr;
    guarded([&] {
        auto op = std::make_unique<Operator>(Operator{c10::Dispatcher::singleton().findSchemaOrThrow(name, overload), {}});
        for (const auto& want : op->handle.schema().arguments()) op->slots.push_back(slot_of(want));
        found = op.release();
    });
    return found;
}

API int cfnsr_call(void* handle, const Arg* args, int nargs, Arg* rets, int nrets) {
    static thread_local torch::jit::Stack spare;  // keeps its memory between calls
    return guarded([&] {
        const auto& op = *static_cast<Operator*>(handle);
        const auto n = op.slots.size();
        if (nargs > static_cast<int>(n)) throw std::invalid_argument("too many arguments for " + op.handle.schema().name());
        torch::jit::Stack stack;
        std::swap(stack, spare);
        stack.clear();
        stack.reserve(n);
        for (size_t i = 0; i < n; ++i) {
            const auto& slot = op.slots[i];
            if (static_cast<int>(i) < nargs)
                stack.push_back(to_value(op, i, slot, args[i]));
            else if (slot.kind == c10::TypeKind::ListType && !slot.value.isNone())
                stack.push_back(slot.value.deepcopy());
            else
                stack.push_back(slot.value);
        }
        op.handle.callBoxed(&stack);
        if (nrets > 0 && static_cast<int>(stack.size()) > nrets) throw std::invalid_argument("too many results of " + op.handle.schema().name());
        for (size_t i = 0; nrets > 0 && i < stack.size(); ++i) give_value(stack[i], rets[i]);
        stack.clear();
        std::swap(stack, spare);
    });
}

API void cfnsr_free_list(void* p) { std::free(p); }

// ---- tensors ----
API void cfnsr_release(void* h) {
    if (!h) return;
    live.fetch_sub(1, std::memory_order_relaxed);
    c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::reclaim(static_cast<Impl*>(h));
}

API void* cfnsr_alias(void* h) { return give(borrow(h)); }

// dtype, device type, device index, dimensions, requires_grad, is_leaf, elements, element size
API int cfnsr_info(void* h, int64_t* out) {
    return guarded([&] {
        auto t = borrow(h);
        out[0] = static_cast<int64_t>(t.scalar_type());
        out[1] = static_cast<int64_t>(t.device().type());
        out[2] = t.device().index();
        out[3] = t.dim();
        out[4] = t.requires_grad();
        out[5] = t.is_leaf();
        out[6] = t.numel();
        out[7] = static_cast<int64_t>(t.element_size());
    });
}
API int cfnsr_dtype(void* h) { return static_cast<int>(c10::typeMetaToScalarType(static_cast<Impl*>(h)->dtype())); }
API int64_t cfnsr_dim(void* h) { return static_cast<Impl*>(h)->dim(); }
API int64_t cfnsr_numel(void* h) { return static_cast<Impl*>(h)->numel(); }

API int cfnsr_sizes(void* h, int64_t* sizes, int64_t* strides) {
    return guarded([&] {
        auto t = borrow(h);
        for (int64_t i = 0; i < t.dim(); ++i) {
            if (sizes) sizes[i] = t.size(i);
            if (strides) strides[i] = t.stride(i);
        }
    });
}
API int cfnsr_storage_offset(void* h, int64_t* out) { return guarded([&] { *out = borrow(h).storage_offset(); }); }
API int cfnsr_contiguous(void* h) { return borrow(h).is_contiguous(); }
API int cfnsr_data(void* h, void** out) { return guarded([&] { *out = borrow(h).data_ptr(); }); }

// A copy of n bytes of ordinary memory as a tensor on the CPU.
API int cfnsr_from_bytes(const void* data, int64_t bytes, const int64_t* sizes, int dim, int dtype, void** out) {
    return guarded([&] {
        auto t = at::empty(at::IntArrayRef(sizes, dim), at::device(at::kCPU).dtype(static_cast<at::ScalarType>(dtype)));
        if (static_cast<int64_t>(t.nbytes()) != bytes) throw std::invalid_argument("the data does not fill the given shape");
        if (bytes) std::memcpy(t.data_ptr(), data, bytes);
        *out = give(std::move(t));
    });
}

// The caller's own memory as a tensor on the CPU; release(context) when the last tensor over it is gone.
API int cfnsr_from_memory(void* data, const int64_t* sizes, int dim, int dtype, void (*release)(void*), void* context, void** out) {
    return guarded([&] {
        *out = give(at::from_blob(data, at::IntArrayRef(sizes, dim), [release, context](void*) { release(context); },
                                  at::device(at::kCPU).dtype(static_cast<at::ScalarType>(dtype))));
    });
}

// ---- gradients ----
API int cfnsr_set_requires_grad(void* h, int on) { return guarded([&] { borrow(h).requires_grad_(on != 0); }); }
API void* cfnsr_grad(void* h) { return give(borrow(h).grad()); }
API int cfnsr_set_grad(void* h, void* grad) {
    return guarded([&] {
        auto t = borrow(h);
        t.mutable_grad() = borrow(grad);
    });
}
API int cfnsr_retain_grad(void* h) { return guarded([&] { borrow(h).retain_grad(); }); }
// The new handle shares the data of h and is a leaf of its own.
API int cfnsr_detached(void* h, void** out) { return guarded([&] { *out = give(borrow(h).detach()); }); }
// Takes over storage, sizes and type of another tensor; autograd identity stays.
API int cfnsr_set_data(void* h, void* source) { return guarded([&] { borrow(h).set_data(borrow(source)); }); }

API int cfnsr_backward(void* const* roots, int n, void* const* grads, int ngrads, int retain, int create, void* const* inputs, int ninputs) {
    return guarded([&] {
        torch::autograd::backward(borrow_list(roots, n), borrow_list(grads, ngrads),
                                  retain < 0 ? c10::nullopt : c10::optional<bool>(retain != 0), create != 0, borrow_list(inputs, ninputs));
    });
}

API int cfnsr_autograd_grad(void* const* outputs, int n, void* const* inputs, int ninputs, void* const* grads, int ngrads, int retain,
                            int create, int allow_unused, void** out) {
    return guarded([&] {
        auto r = torch::autograd::grad(borrow_list(outputs, n), borrow_list(inputs, ninputs), borrow_list(grads, ngrads), retain != 0,
                                       create != 0, allow_unused != 0);
        for (size_t i = 0; i < r.size(); ++i) out[i] = give(std::move(r[i]));
    });
}

API int cfnsr_grad_enabled() { return at::GradMode::is_enabled(); }
API void cfnsr_set_grad_enabled(int on) { at::GradMode::set_enabled(on != 0); }
API void* cfnsr_inference_mode(int on) { return new c10::InferenceMode(on != 0); }
API void cfnsr_end_inference_mode(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
API int cfnsr_inference_enabled() { return c10::InferenceMode::is_enabled(); }
API void cfnsr_set_anomaly(int on, int check_nan) { torch::autograd::AnomalyMode::set_enabled(on != 0, check_nan != 0); }
API int cfnsr_anomaly() { return torch::autograd::AnomalyMode::is_enabled(); }

// ---- generators ----
API int cfnsr_manual_seed(int64_t seed) { return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); }); }
API int cfnsr_generator(int64_t seed, int type, int index, void** out) {
    return guarded([&] {
        at::Generator g;
        if (type == 0) {
            g = at::detail::createCPUGenerator(static_cast<uint64_t>(seed));
        } else {
            g = at::globalContext().defaultGenerator(device_of(type, index)).clone();
            g.set_current_seed(static_cast<uint64_t>(seed));
        }
        *out = new at::Generator(std::move(g));
    });
}
API int cfnsr_default_generator(int type, int index, void** out) {
    return guarded([&] { *out = new at::Generator(at::globalContext().defaultGenerator(device_of(type, index))); });
}
API void cfnsr_free_generator(void* g) { delete static_cast<at::Generator*>(g); }
API int cfnsr_generator_seed(void* g, int64_t seed) {
    return guarded([&] {
        auto& gen = *static_cast<at::Generator*>(g);
        std::lock_guard<std::mutex> lock(gen.mutex());
        gen.set_current_seed(static_cast<uint64_t>(seed));
    });
}
API int64_t cfnsr_generator_current_seed(void* g) { return static_cast<int64_t>(static_cast<at::Generator*>(g)->current_seed()); }
API int64_t cfnsr_generator_new_seed(void* g) {
    auto& gen = *static_cast<at::Generator*>(g);
    std::lock_guard<std::mutex> lock(gen.mutex());
    return static_cast<int64_t>(gen.seed());
}
API int cfnsr_generator_state(void* g, void** out) {
    return guarded([&] {
        auto& gen = *static_cast<at::Generator*>(g);
        std::lock_guard<std::mutex> lock(gen.mutex());
        *out = give(gen.get_state());
    });
}
API int cfnsr_set_generator_state(void* g, void* state) {
    return guarded([&] {
        auto& gen = *static_cast<at::Generator*>(g);
        std::lock_guard<std::mutex> lock(gen.mutex());
        gen.set_state(borrow(state));
    });
}

// ---- settings ----
API int cfnsr_has_cuda() { return at::globalContext().hasCUDA(); }
API int cfnsr_cuda_count() { return at::globalContext().hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0; }
API int cfnsr_has_cudnn() { return at::globalContext().hasCUDA() && at::detail::getCUDAHooks().hasCuDNN(); }
API int cfnsr_cuda_synchronize(int index) { return guarded([&] { at::detail::getCUDAHooks().deviceSynchronize(index); }); }
API int cfnsr_num_threads() { return at::get_num_threads(); }
API void cfnsr_set_num_threads(int n) {
    at::set_num_threads(n);
    match_blas_threads();
}
API int cfnsr_num_interop_threads() { return at::get_num_interop_threads(); }
API int cfnsr_set_num_interop_threads(int n) { return guarded([&] { at::set_num_interop_threads(n); }); }
// 0: tf32 in cuBLAS, 1: tf32 in cuDNN, 2: reduced precision fp16 reductions. value < 0 only asks.
API int cfnsr_flag(int which, int value) {
    auto& c = at::globalContext();
    if (value >= 0) {
        if (which == 0) c.setAllowTF32CuBLAS(value != 0);
        if (which == 1) c.setAllowTF32CuDNN(value != 0);
        if (which == 2) c.setAllowFP16ReductionCuBLAS(value != 0);
    }
    if (which == 0) return c.allowTF32CuBLAS();
    if (which == 1) return c.allowTF32CuDNN();
    return static_cast<int>(c.allowFP16ReductionCuBLAS());
}
